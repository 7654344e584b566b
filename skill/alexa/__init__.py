"""What Alexa reads and hears: the skill package, interaction models, intents, limits."""

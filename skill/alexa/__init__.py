"""What is heard: interaction models made from the content, and sentences matched to intents by them."""

"""The board as a web page: its content, the page around it, and the server that shows it while forms come in."""

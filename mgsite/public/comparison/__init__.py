"""What /compare/ shows, as tables made from published documents alone; knows no database."""

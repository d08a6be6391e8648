"""What the reader chose: parameters, the choice of a page, and the address that holds both."""

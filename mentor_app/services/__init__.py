"""The rules of the product: every function authorises, changes rows and announces."""

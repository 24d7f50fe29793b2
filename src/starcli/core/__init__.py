"""The pure heart of starcli: immutable values in, immutable values out.

Nothing here reads a file, looks at the clock or draws a random number; a test reads the imports and says so.
"""

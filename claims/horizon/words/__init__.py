"""Words of time: what a language's words can mean, and a text cut into tokens that know it.

german, english (tables) -> lexicon (how a word is looked up) -> tokens (words, numbers, written dates)
                         -> languages (which there are, and the words by which one shows in another's text)
"""

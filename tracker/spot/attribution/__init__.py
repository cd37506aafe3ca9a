"""Who says a German sentence: every person and body of it and of the five before it is weighed, and "nobody" too. Pure.

    words of a sentence -> phrases          noun phrases and pronouns                       grammar, phrases
                             |
                             v
                           sayings          verbs of saying, wanting and expecting          verbs, saying
                             |
                             v
                           frames           what makes a phrase the source: "laut X",       subjects, frames
                             |              "X sagte", "so X", "wie X mitteilte"
                             v
                           ranking          one sum for each candidate and for nobody,      ranking
                             |              with the choice for the sentence before
                             v
                           Choice           a name, or "" with the candidates in order      narrative

The sums are made of numbers set by hand; none was fitted on marked articles.
"""

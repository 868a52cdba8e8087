"""A text -> words with what they may mean, in English and Spanish: what comparing two wordings needs.

    normal       one kind of quote and dash, tokens, quotations
    morphology   a word -> the dictionary forms it may belong to
    vocabulary   the word lists (*.tsv, function_words.txt): concepts, opposites, places, people; loaded once
    naming       whom a word names
    phrases      fixed phrases of several words
    words        all of this together: the words of a text
    numbers      its numbers with their units, weekdays and months
    language     which language a text is in

A word may belong to several concepts and is never decided upon here; what follows from two texts having a concept in
common is up to the rooms above (stories: one event in two languages; writing: whether a point is supported).
"""

"""How each measure comes out of the publishers' files, by their dictionaries and the packages' READMEs: one module a package.

A recipe takes the number of a school and an academic year. It gives a number, unrounded unless the publisher rounded it, or the letter of
the reason why there is none, or None where no file has the school in that year.
"""

"""Everything said to a person, by key: catalogues per language, names in cases, numbers and dates in words.

>>> from game.words import Date, Words
>>> Words("en").show(Date(1924, 1, 21)), Words("ru").show(Date(1924, 1, 21), "day")
('21 January 1924', '21 января')
"""

from game.words.catalogue import CatalogueError, Problem, available_languages, catalogue, flattened
from game.words.check import check_catalogues, wrong_in
from game.words.said import Said, said, told
from game.words.say import Unsaid, Words
from game.words.values import Date, Name, Quarter, Sentence, Share

__all__ = [
    "CatalogueError",
    "Date",
    "Name",
    "Problem",
    "Quarter",
    "Said",
    "Sentence",
    "Share",
    "Unsaid",
    "Words",
    "available_languages",
    "catalogue",
    "check_catalogues",
    "flattened",
    "said",
    "told",
    "wrong_in",
]

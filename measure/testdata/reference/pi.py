# Scott's pi of linear distance, and weighted kappa once more, of the tables in tables.csv, by NLTK.
# NLTK's own pi() takes a distance for what is observed but not for what is expected. Its Krippendorff's alpha
# takes one for both, and of two coders who rated all n items differs from pi only by drawing the pairs of the
# pooled 2n ratings without replacement (Krippendorff 1980): 1 - alpha = (1 - pi) (2n - 1) / 2n.
#   python3 pi.py > nltk.csv 2> nltk.versions.txt
import csv
import sys

import nltk
from nltk.metrics.agreement import AnnotationTask


def distance(a, b):
    return abs(a - b) / 2


print("first,second,session,kappa,pi")
for row in csv.reader(open("tables.csv")):
    if row[0] == "first":
        continue
    data = []
    counts = [int(c) for c in row[3:]]
    for cell, count in enumerate(counts):
        for _ in range(count):
            item = len(data) // 2
            data += [("first", item, cell // 3), ("second", item, cell % 3)]
    n = sum(counts)
    task = AnnotationTask(data, distance)
    pi = 1 - (1 - task.alpha()) * 2 * n / (2 * n - 1)
    print("%s,%s,%s,%.15g,%.15g" % (*row[:3], task.weighted_kappa(), pi))

print("Python %s\nnltk %s" % (sys.version.split()[0], nltk.__version__), file=sys.stderr)

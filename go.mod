module multivector

go 1.26.0

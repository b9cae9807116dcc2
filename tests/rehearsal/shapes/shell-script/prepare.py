with open("epocas.txt", "w") as told:
    told.write("3")

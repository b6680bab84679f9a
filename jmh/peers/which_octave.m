% Says which Octave answers, and with which BLAS.
printf ("Octave %s, %s\n", version (), strtok (version ("-blas"), "\n"));

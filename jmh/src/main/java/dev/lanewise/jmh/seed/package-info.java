/**
 * The gradient of a sparse autoencoder, given its activations: the problem of the project's source
 * documents, in several forms over the same operands. Start reading at {@link
 * dev.lanewise.jmh.seed.Problem}; jmh/peers/seed.py has the same forms in Python.
 */
package dev.lanewise.jmh.seed;

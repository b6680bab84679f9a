package dev.lanewise.train;

/**
 * What one epoch of training came to.
 *
 * @param number 1 for the first
 * @param samples samples trained on
 * @param seconds time spent in steps, without evaluation
 * @param batchLoss mean loss of the epoch's batches, each before its step
 * @param train metrics on the training data after the epoch
 * @param test metrics on the test data after the epoch
 */
public record Epoch(
    int number, int samples, double seconds, double batchLoss, Metrics train, Metrics test) {}

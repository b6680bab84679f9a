package dev.lanewise.train;

/**
 * What one epoch of training came to.
 *
 * @param number 1 for the first
 * @param samples samples trained on
 * @param seconds time spent in steps, without evaluation
 * @param batchLoss mean loss of the epoch's batches, each before its step
 * @param learningRate of the epoch's last step
 * @param train metrics on the training data after the epoch
 * @param validation metrics on the validation data after the epoch
 */
public record Epoch(
    int number,
    int samples,
    double seconds,
    double batchLoss,
    double learningRate,
    Metrics train,
    Metrics validation) {}

package dev.lanewise.train;

import dev.lanewise.nn.Network;
import dev.lanewise.nn.Parameters;

/** One step of training as a {@link Callback} sees it; the same object in every step. */
public final class Step {
  private final Network network;
  private final Parameters gradient;
  private int epoch;
  private int number;
  private int count;
  private int samples;
  private double loss;
  private double learningRate;
  private boolean stopping;

  Step(Network network, Parameters gradient) {
    this.network = network;
    this.gradient = gradient;
  }

  void set(int epoch, int number, int count, int samples, double loss) {
    this.epoch = epoch;
    this.number = number;
    this.count = count;
    this.samples = samples;
    this.loss = loss;
  }

  void setLearningRate(double learningRate) {
    this.learningRate = learningRate;
  }

  /** The network that is trained. */
  public Network network() {
    return network;
  }

  /** The gradient of this step, shared. */
  public Parameters gradient() {
    return gradient;
  }

  /** The epoch, from 1. */
  public int epoch() {
    return epoch;
  }

  /** Number of this step in its epoch, from 1. */
  public int number() {
    return number;
  }

  /** Number of steps of an epoch. */
  public int count() {
    return count;
  }

  /** Samples of this step. */
  public int samples() {
    return samples;
  }

  /** The mean loss before the step. */
  public double loss() {
    return loss;
  }

  /** The learning rate of this step. */
  public double learningRate() {
    return learningRate;
  }

  /** Asks that training end after this step. */
  public void stop() {
    stopping = true;
  }

  boolean takeStop() {
    boolean asked = stopping;
    stopping = false;
    return asked;
  }
}

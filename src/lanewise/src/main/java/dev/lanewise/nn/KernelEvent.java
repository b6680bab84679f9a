package dev.lanewise.nn;

import jdk.jfr.Category;
import jdk.jfr.Description;
import jdk.jfr.Event;
import jdk.jfr.Label;
import jdk.jfr.Name;
import jdk.jfr.StackTrace;

/** One kernel of one layer, for JDK Flight Recorder; made while a network has a profile. */
@Name("dev.lanewise.Kernel")
@Label("Kernel")
@Description("One kernel of one layer of a neural network")
@Category("Lanewise")
@StackTrace(false)
final class KernelEvent extends Event {
  @Label("Layer")
  @Description("Number of the layer, or the number of layers for what belongs to none")
  int layer;

  @Label("Name")
  String name;

  @Label("Phase")
  String phase;

  @Label("Kernel")
  String kernel;

  @Label("FLOPs")
  long flops;
}

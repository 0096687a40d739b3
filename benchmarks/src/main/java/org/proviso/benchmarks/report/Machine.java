package org.proviso.benchmarks.report;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.LinkedHashMap;
import java.util.SequencedMap;
import java.util.stream.Stream;

/** What the numbers were measured on. */
public final class Machine {
  private Machine() {}

  /**
   * Describes the machine as it is now.
   *
   * @param quick whether this is a quick run, whose numbers only show that everything works
   */
  public static SequencedMap<String, String> describe(boolean quick) {
    var description = new LinkedHashMap<String, String>();
    description.put("date", Instant.now().truncatedTo(ChronoUnit.SECONDS).toString());
    description.put("run", quick ? "quick: not for comparison" : "full");
    description.put("processor", line("/proc/cpuinfo", "model name"));
    description.put("cores", Integer.toString(Runtime.getRuntime().availableProcessors()));
    description.put("memory", line("/proc/meminfo", "MemTotal"));
    description.put("load before", load());
    description.put(
        "operating system", System.getProperty("os.name") + " " + System.getProperty("os.version"));
    description.put(
        "java", System.getProperty("java.vm.name") + " " + System.getProperty("java.vm.version"));
    return description;
  }

  private static String line(String file, String name) {
    try (Stream<String> lines = Files.lines(Path.of(file))) {
      return lines
          .filter(line -> line.startsWith(name))
          .findFirst()
          .map(line -> line.substring(line.indexOf(':') + 1).strip())
          .orElse("unknown");
    } catch (IOException notThere) {
      return "unknown";
    }
  }

  private static String load() {
    double average = ManagementFactory.getOperatingSystemMXBean().getSystemLoadAverage();
    return average < 0 ? "unknown" : "%.2f".formatted(average);
  }
}

package org.proviso.bulk;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Optional;
import java.util.TreeMap;
import java.util.stream.Stream;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.facts.Request;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Code;
import org.proviso.terminology.CodeSystem;

/**
 * What a large library costs: {@code ScaleTrial GUIDELINES-FOLDER WORK-FOLDER [DOCUMENTS]} writes
 * copies of the library's own documents, each guideline under a new identifier and a service of its
 * own, and prints how long they take to load, how much memory they hold, and what a routed decision
 * costs beside one in the library as it is. Times are those of the processor but for loading.
 */
public final class ScaleTrial {
  private static final int ROUNDS = 20_000;

  private ScaleTrial() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException {
    Path source = Path.of(arguments[0]);
    Path work = Path.of(arguments[1]);
    int documents = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_500;
    List<Code> services = write(source, work, documents);
    for (int round = 1; round <= 3; round++) {
      long start = System.nanoTime();
      Library library = Library.load(work);
      double seconds = (System.nanoTime() - start) / 1e9;
      System.out.printf(
          "load %d: %d documents, %d of them broken, %.2f s%n",
          round, library.documents().size(), library.broken().size(), seconds);
    }
    long before = heap();
    Library large = Library.load(work);
    long loaded = heap();
    System.out.printf(
        "heap: %.1f MB, %.1f kB a document%n",
        (loaded - before) / 1e6, (loaded - before) / 1e3 / large.documents().size());
    Library small = Library.load(source);
    Code own = new Code(CodeSystem.CPT, "76390");
    for (int round = 1; round <= 3; round++) {
      System.out.printf(
          "route and decide, round %d: %.2f us in the library as it is, %.2f us in the large one%n",
          round, decide(small, List.of(own)), decide(large, services));
    }
    List<CompiledGuideline> kept = new ArrayList<>();
    long start = System.nanoTime();
    for (Guideline guideline : large.guidelines()) {
      if (Engine.compile(guideline) instanceof Compilation.Compiled(var compiled, var _)) {
        kept.add(compiled);
      }
    }
    double seconds = (System.nanoTime() - start) / 1e9;
    long compiled = heap();
    kept.forEach(CompiledGuideline::packed);
    System.out.printf(
        "compile all %d: %.2f s and %.1f MB; their tables %.1f MB more%n",
        kept.size(), seconds, (compiled - loaded) / 1e6, (heap() - compiled) / 1e6);
  }

  private static List<Code> write(Path source, Path work, int documents) throws IOException {
    List<Path> files;
    try (Stream<Path> found = Files.walk(source)) {
      files = found.filter(Files::isRegularFile).sorted().toList();
    }
    List<Code> services = new ArrayList<>();
    int written = 0;
    for (int copy = 0; written < documents; copy++) {
      var ofGuideline = new TreeMap<String, Code>();
      for (Path file : files) {
        String name = source.relativize(file).toString();
        boolean shared = name.startsWith("shared") || !name.endsWith(".md") || !name.contains("/");
        Path target =
            work.resolve(shared ? name : name.replaceFirst("^([^/]+)/", "$1-copy" + copy + "/"));
        if (written >= documents || (shared && copy > 0)) {
          continue;
        }
        Files.createDirectories(Optional.ofNullable(target.getParent()).orElse(work));
        String text = Files.readString(file);
        if (!shared) {
          int next = 10_000 + services.size();
          Code service =
              ofGuideline.computeIfAbsent(
                  name.substring(0, name.indexOf('/')),
                  _ -> new Code(CodeSystem.CPT, Integer.toString(next)));
          if (!services.contains(service)) {
            services.add(service);
          }
          text =
              text.replaceFirst("(?m)^guideline: *(\\S+)", "guideline: $1-copy" + copy)
                  .replaceFirst("(?m)^service: .*$", "service: cpt " + service.value());
          written++;
        }
        Files.writeString(target, text);
      }
    }
    return services;
  }

  /** Microseconds to find the version in force and decide one of its cases. */
  private static double decide(Library library, List<Code> services) {
    var compiled = new IdentityHashMap<Guideline, CompiledGuideline>();
    List<Guideline> first =
        services.stream()
            .flatMap(service -> library.about(List.of(service)).stream())
            .filter(guideline -> guideline.id().startsWith("04-70540-07"))
            .filter(guideline -> !guideline.cases().isEmpty())
            .toList();
    List<Request> requests = new ArrayList<>();
    List<Code> codes = new ArrayList<>();
    for (Guideline guideline : first) {
      if (Engine.compile(guideline) instanceof Compilation.Compiled(var done, var _)) {
        compiled.put(guideline, done);
        done.packed();
        Request request = CaseRunner.request(guideline, guideline.cases().getFirst());
        if (done.packed().answer(request).isPresent()) {
          requests.add(request);
          codes.add(guideline.services().getFirst());
        }
      }
    }
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long decided = 0;
    for (int round = 0; round < ROUNDS; round++) {
      int index = round % requests.size();
      Request request = requests.get(index);
      for (Guideline guideline :
          library.forService(
              codes.get(index), request.dateOfService(), Optional.empty(), Optional.empty())) {
        CompiledGuideline ready = compiled.get(guideline);
        if (ready != null) {
          Answer answer = ready.decide(request, Detail.OUTCOME);
          decided += answer.decided() ? 1 : 0;
        }
      }
    }
    if (decided == 0) {
      throw new IllegalStateException("nothing was decided");
    }
    return (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start) / 1e3 / ROUNDS;
  }

  private static long heap() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

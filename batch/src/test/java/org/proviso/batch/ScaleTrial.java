package org.proviso.batch;

import java.io.IOException;
import java.lang.management.ManagementFactory;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Collections;
import java.util.HashMap;
import java.util.IdentityHashMap;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.SplittableRandom;
import java.util.TreeMap;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicReference;
import java.util.function.IntToLongFunction;
import java.util.stream.Collectors;
import org.proviso.engine.CompiledGuideline;
import org.proviso.engine.Engine;
import org.proviso.engine.Engine.Compilation;
import org.proviso.engine.answer.Answer;
import org.proviso.engine.cases.CaseRunner;
import org.proviso.engine.decide.Detail;
import org.proviso.engine.facts.Request;
import org.proviso.engine.packed.PackedGuideline;
import org.proviso.engine.packed.RowEncoder;
import org.proviso.language.library.Document;
import org.proviso.language.library.Library;
import org.proviso.language.model.Guideline;
import org.proviso.terminology.Code;

/**
 * What a large library costs: {@code ScaleTrial GUIDELINES-FOLDER WORK-FOLDER [DOCUMENTS]} writes
 * copies of the library's own documents, each guideline under a new identifier and a service of its
 * own, and prints how long they take to load in new virtual machines, how much memory they hold,
 * what finding the version and deciding costs beside the same in the library as it is, and what
 * becomes of both when one document changes.
 */
public final class ScaleTrial {
  private static final int REQUESTS = 1 << 17;
  private static final String MRS = "04-70540-07";

  private ScaleTrial() {}

  /** Measures and prints. */
  public static void main(String[] arguments) throws IOException, InterruptedException {
    Path source = Path.of(arguments[0]);
    Path work = Path.of(arguments[1]);
    if (source.toString().equals("load")) {
      load(work);
      return;
    }
    Path alone = Files.createDirectories(work.resolve("alone"));
    Path large = Files.createDirectories(work.resolve("large"));
    int documents = arguments.length > 2 ? Integer.parseInt(arguments[2]) : 1_500;
    Map<String, Code> one = LibraryCopies.write(source, alone, 1);
    Map<String, Code> all = LibraryCopies.write(source, large, documents);
    for (String processors : List.of("1", "2", "2", "2")) {
      System.out.print("new virtual machine, " + processors + " processor(s): ");
      System.out.flush();
      loadInNewMachine(large, processors);
    }
    memory(large);
    Library library = Library.load(large);
    var single = new Calls(Library.load(alone), one);
    var oneOfMany = new Calls(library, one);
    var many = new Calls(library, all);
    for (int round = 1; round <= 5; round++) {
      System.out.println("round " + round + ", nanoseconds of the processor for a request");
      single.print();
      oneOfMany.print();
      many.print();
    }
    reload(large, library);
  }

  // Loading

  /** In a virtual machine of its own: loads, and prints the time since the machine began. */
  private static void load(Path folder) throws IOException {
    long begun = ManagementFactory.getRuntimeMXBean().getStartTime();
    long start = System.nanoTime();
    Library library = Library.load(folder);
    double seconds = (System.nanoTime() - start) / 1e9;
    double since = (System.currentTimeMillis() - begun) / 1e3;
    String peak =
        Files.readAllLines(Path.of("/proc/self/status")).stream()
            .filter(line -> line.startsWith("VmHWM:"))
            .map(line -> line.substring("VmHWM:".length()).strip())
            .findFirst()
            .orElse("not known");
    System.out.printf(
        "%d documents (%d broken), %.2f s to load, %.2f s since it began, peak resident %s%n",
        library.documents().size(), library.broken().size(), seconds, since, peak);
  }

  private static void loadInNewMachine(Path folder, String processors)
      throws IOException, InterruptedException {
    int status =
        new ProcessBuilder(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-XX:+UseSerialGC",
                "-Xmx256m",
                "-XX:ActiveProcessorCount=" + processors,
                "-cp",
                System.getProperty("java.class.path"),
                ScaleTrial.class.getName(),
                "load",
                folder.toString())
            .inheritIO()
            .start()
            .waitFor();
    if (status != 0) {
      throw new IllegalStateException("it ended with " + status);
    }
  }

  // Memory

  private static void memory(Path folder) throws IOException {
    Library.load(folder);
    long before = heap();
    Library library = Library.load(folder);
    long loaded = heap();
    int documents = library.documents().size();
    System.out.printf(
        "heap: %.1f MB, %.1f kB a document%n",
        (loaded - before) / 1e6, (loaded - before) / 1e3 / documents);
    List<CompiledGuideline> kept = new ArrayList<>();
    long start = cpu();
    for (Guideline guideline : library.guidelines()) {
      kept.add(compiled(guideline));
    }
    double seconds = (cpu() - start) / 1e9;
    long compiled = heap();
    start = cpu();
    kept.forEach(CompiledGuideline::packed);
    double packing = (cpu() - start) / 1e9;
    System.out.printf(
        "compile all %d: %.2f s and %.1f kB each; their tables: %.2f s and %.1f kB each%n",
        kept.size(),
        seconds,
        (compiled - loaded) / 1e3 / kept.size(),
        packing,
        (heap() - compiled) / 1e3 / kept.size());
    System.out.println("largest, documents and tables: " + largest(kept));
  }

  private static String largest(List<CompiledGuideline> kept) {
    return kept.stream()
        .sorted((a, b) -> b.packed().size() - a.packed().size())
        .filter(each -> each.guideline().id().endsWith("-copy0"))
        .limit(3)
        .map(
            each ->
                "%s %s %d kB"
                    .formatted(
                        each.guideline().id(),
                        each.guideline().version(),
                        each.packed().size() / 1_000))
        .collect(Collectors.joining(", "));
  }

  private static CompiledGuideline compiled(Guideline guideline) {
    if (Engine.compile(guideline) instanceof Compilation.Compiled(var done, var _)) {
      return done;
    }
    throw new IllegalStateException(guideline.file() + " does not compile");
  }

  // Deciding

  /** One request with what is asked about. */
  private record Call(Code service, Request request) {}

  /** A version that is ready, with what one thread needs to ask it. */
  private static final class Ready {
    private final CompiledGuideline guideline;
    private final PackedGuideline packed;
    private final RowEncoder encoder;
    private final long[] row;

    Ready(CompiledGuideline guideline) {
      this.guideline = guideline;
      this.packed = guideline.packed();
      this.encoder = packed.encoder();
      this.row = new long[packed.layout().words()];
    }
  }

  /** Requests for every version of some documents, in an order that no cache foresees. */
  private static final class Calls {
    private static final int KEPT = 4_096;

    private final Library library;
    private final IdentityHashMap<Guideline, Ready> ready = new IdentityHashMap<>();
    private final List<Call> calls = new ArrayList<>();

    /** Over the documents of spectroscopy; the codes are by identifier. */
    Calls(Library library, Map<String, Code> services) {
      this.library = library;
      var asked = new ArrayList<Call>();
      services.forEach(
          (id, service) ->
              library.versions(id).stream()
                  .filter(version -> id.startsWith(MRS) && !version.cases().isEmpty())
                  .forEach(version -> asked.addAll(call(service, version))));
      var random = new SplittableRandom(20_270_101);
      for (int index = 0; index < KEPT; index++) {
        // As many objects for one version as for all: callers bring each request anew.
        Call call = asked.get(random.nextInt(asked.size()));
        Request request = call.request();
        calls.add(new Call(call.service(), new Request(request.dateOfService(), request.facts())));
      }
    }

    private List<Call> call(Code service, Guideline version) {
      Request request = CaseRunner.request(version, version.cases().getFirst());
      CompiledGuideline compiled = compiled(version);
      if (!library
              .forService(service, request.dateOfService(), Optional.empty(), Optional.empty())
              .contains(version)
          || compiled.packed().answer(request).isEmpty()) {
        return List.of();
      }
      ready.put(version, new Ready(compiled));
      return List.of(new Call(service, request));
    }

    void print() {
      System.out.printf(
          "  to %3d version(s) in a library of %4d: route %3.0f; route, pack, outcome and clauses"
              + " %3.0f; route and answer %4.0f%n",
          ready.size(),
          library.documents().size(),
          nanoseconds(this::route),
          nanoseconds(this::verdict),
          nanoseconds(this::answer));
    }

    private List<Guideline> found(Call call) {
      return library.forService(
          call.service(), call.request().dateOfService(), Optional.empty(), Optional.empty());
    }

    long route(int round) {
      return found(calls.get(round % KEPT)).size();
    }

    long verdict(int round) {
      Call call = calls.get(round % KEPT);
      Ready of = ready(call);
      of.packed.encode(call.request(), of.encoder, of.row, 0);
      return of.packed.decisions().getFirst().verdict(of.row, 0).isPresent() ? 1 : 0;
    }

    long answer(int round) {
      Call call = calls.get(round % KEPT);
      return ready(call).guideline.decide(call.request(), Detail.OUTCOME).decided() ? 1 : 0;
    }

    private Ready ready(Call call) {
      return Optional.ofNullable(ready.get(found(call).getFirst())).orElseThrow();
    }
  }

  /** Of the processor, for one call. */
  private static double nanoseconds(IntToLongFunction call) {
    long start = ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
    long done = 0;
    for (int round = 0; round < REQUESTS; round++) {
      done += call.applyAsLong(round);
    }
    if (done < REQUESTS) {
      throw new IllegalStateException("only " + done + " of " + REQUESTS + " were decided");
    }
    return (double) (ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime() - start)
        / REQUESTS;
  }

  // Reloading

  /** What is in use at a time: a library and what is compiled of it. */
  private record InUse(Library library, Map<Guideline, CompiledGuideline> compiled) {}

  private static void reload(Path folder, Library first) throws IOException, InterruptedException {
    Guideline changing =
        first.guidelines().stream()
            .filter(guideline -> guideline.id().startsWith(MRS) && !guideline.cases().isEmpty())
            .reduce((earlier, later) -> later)
            .orElseThrow();
    Request request =
        new Request(
            changing.effective(),
            CaseRunner.request(changing, changing.cases().getFirst()).facts());
    var inUse = new AtomicReference<>(new InUse(first, new HashMap<>()));
    inUse.get().compiled().put(changing, compiled(changing));
    var over = new AtomicBoolean();
    var seen = new TreeMap<String, Integer>();
    var slowest = new long[1];
    Thread deciding =
        Thread.ofPlatform()
            .start(
                () -> {
                  while (!over.get()) {
                    long start = System.nanoTime();
                    InUse at = inUse.get();
                    Guideline found =
                        at.library()
                            .versionInForce(changing.id(), request.dateOfService())
                            .orElseThrow();
                    CompiledGuideline ready =
                        Optional.ofNullable(at.compiled().get(found)).orElseThrow();
                    Answer answer = ready.decide(request, Detail.OUTCOME);
                    if (!answer.guideline().equals(found)) {
                      throw new IllegalStateException("another version decided");
                    }
                    seen.merge(found.contentHash(), 1, Integer::sum);
                    slowest[0] = Math.max(slowest[0], System.nanoTime() - start);
                  }
                });
    Path file = folder.resolve(changing.file());
    for (int round = 1; round <= 5; round++) {
      Files.writeString(
          file,
          Files.readString(file)
              .replaceFirst("(?m)^title: *(.*)$", "title: \"Revision " + round + "\""));
      long start = System.nanoTime();
      Library before = inUse.get().library();
      Library after = before.reload(folder);
      long read = System.nanoTime();
      Guideline changed =
          after.versionInForce(changing.id(), request.dateOfService()).orElseThrow();
      var compiled = new HashMap<Guideline, CompiledGuideline>();
      compiled.put(changed, compiled(changed));
      inUse.set(new InUse(after, compiled));
      long end = System.nanoTime();
      System.out.printf(
          "one document changed, round %d: %d of %d read again, %.0f ms, and %.0f ms to compile%n",
          round,
          readAgain(before, after),
          after.documents().size(),
          (read - start) / 1e6,
          (end - read) / 1e6);
    }
    over.set(true);
    deciding.join();
    System.out.printf(
        "meanwhile %,d decisions by %d contents of the document, none by another than it began"
            + " with; the slowest took %.1f ms%n",
        seen.values().stream().mapToInt(Integer::intValue).sum(), seen.size(), slowest[0] / 1e6);
  }

  private static long readAgain(Library before, Library after) {
    Set<Document> kept = Collections.newSetFromMap(new IdentityHashMap<>());
    kept.addAll(before.documents());
    return after.documents().stream().filter(document -> !kept.contains(document)).count();
  }

  private static long cpu() {
    return ManagementFactory.getThreadMXBean().getCurrentThreadCpuTime();
  }

  private static long heap() {
    for (int round = 0; round < 3; round++) {
      System.gc();
    }
    return ManagementFactory.getMemoryMXBean().getHeapMemoryUsage().getUsed();
  }
}

import java.io.BufferedInputStream;
import java.io.ByteArrayOutputStream;
import java.io.IOException;
import java.io.InputStream;
import java.io.OutputStream;
import java.net.InetSocketAddress;
import java.net.Socket;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Comparator;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.Callable;
import java.util.concurrent.Executors;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/**
 * Measures a server: start-up, first call, then order-sign calls over 1, 8 and 32 connections that
 * are kept open. The clients run on the same cores as the server, and take their share of them.
 *
 * <p>Every call has a hook instance of its own, so that every one is decided, stored and synced to
 * disk before it is answered; every answer is looked at.
 *
 * <p>Arguments: the repository's root; seconds for each number of connections.
 */
final class Serve {
  private static final int PORT = 18080;
  private static final int MANAGEMENT = 18081;
  private static final String INSTANCE = "7d4f0c5a-0000-4000-8000-000000000000";
  private static final byte[] COVERED =
      "\"valueCode\":\"covered\"".getBytes(StandardCharsets.US_ASCII);

  private Serve() {}

  public static void main(String[] arguments) throws Exception {
    Path root = Path.of(arguments[0]);
    int seconds = Integer.parseInt(arguments[1]);
    Path folder = Files.createTempDirectory("proviso-load");
    String body = Files.readString(root.resolve("benchmarks/serve/order-sign.json"));
    long begun = System.nanoTime();
    Process server = start(root, folder);
    try {
      awaitReady(server);
      System.out.printf(
          "request %d bytes; %d cores, client on the same cores%n",
          body.length(), Runtime.getRuntime().availableProcessors());
      System.out.printf(
          "start-up to ready        %7.0f ms, of processor %.0f ms%n",
          millis(begun), processorMillis(server));
      try (var connection = new Connection(PORT)) {
        long first = System.nanoTime();
        connection.call(body);
        System.out.printf("first call               %7.1f ms%n", millis(first));
      }
      System.out.printf("resident after first     %7d MB%n", residentMegabytes(server));
      measure(body, 8, seconds);
      System.out.println("(the run above was to warm up)");
      for (int connections : new int[] {1, 8, 32}) {
        double allocated = allocated();
        double processor = processorMillis(server);
        long calls = measure(body, connections, seconds);
        System.out.printf(
            "                         processor %.2f ms a call, allocation %.0f KB a call, resident"
                + " %d MB%n",
            (processorMillis(server) - processor) / calls,
            (allocated() - allocated) / 1024 / calls,
            residentMegabytes(server));
      }
    } finally {
      server.destroy();
      server.waitFor();
      remove(folder);
    }
  }

  private static Process start(Path root, Path folder) throws IOException {
    var builder = new ProcessBuilder(root.resolve("proviso").toString(), "serve", "--demo");
    builder.environment().put("PROVISO_LISTEN_PORT", Integer.toString(PORT));
    builder.environment().put("PROVISO_MANAGEMENT_PORT", Integer.toString(MANAGEMENT));
    builder.environment().put("PROVISO_STORAGE_FOLDER", folder.toString());
    builder.environment().put("PROVISO_LIMITS_REQUESTS_PER_SECOND", "10000000");
    return builder
        .redirectErrorStream(true)
        .redirectOutput(folder.resolve("server.log").toFile())
        .start();
  }

  private static void awaitReady(Process server) throws InterruptedException {
    while (server.isAlive()) {
      try (var connection = new Connection(MANAGEMENT)) {
        if (connection.get("/health/readiness").contains("\"UP\"")) {
          return;
        }
      } catch (IOException notYet) {
        // It does not listen yet.
      }
      Thread.sleep(5);
    }
    throw new IllegalStateException("the server did not start");
  }

  private static long measure(String body, int connections, int seconds) throws Exception {
    long end = System.nanoTime() + seconds * 1_000_000_000L;
    var clients = new ArrayList<Callable<long[]>>();
    for (int client = 0; client < connections; client++) {
      clients.add(() -> callUntil(body, end));
    }
    long begun = System.nanoTime();
    long[] latencies;
    try (var threads = Executors.newFixedThreadPool(connections)) {
      var all = new ArrayList<long[]>();
      for (var client : threads.invokeAll(clients)) {
        all.add(client.get());
      }
      latencies = all.stream().flatMapToLong(Arrays::stream).sorted().toArray();
    }
    double elapsed = (System.nanoTime() - begun) / 1e9;
    System.out.printf(
        "%2d connections           %7.0f calls/s   p50 %.2f ms   p99 %.2f ms   worst %.1f ms%n",
        connections,
        latencies.length / elapsed,
        latencies[latencies.length / 2] / 1e6,
        latencies[(int) (latencies.length * 0.99)] / 1e6,
        latencies[latencies.length - 1] / 1e6);
    return latencies.length;
  }

  private static long[] callUntil(String body, long end) throws IOException {
    List<long[]> blocks = new ArrayList<>();
    long[] block = new long[4096];
    int count = 0;
    try (var connection = new Connection(PORT)) {
      while (System.nanoTime() - end < 0) {
        long begun = System.nanoTime();
        connection.call(body);
        block[count++] = System.nanoTime() - begun;
        if (count == block.length) {
          blocks.add(block);
          block = new long[4096];
          count = 0;
        }
      }
    }
    blocks.add(Arrays.copyOf(block, count));
    return blocks.stream().flatMapToLong(Arrays::stream).toArray();
  }

  private static double allocated() throws IOException {
    try (var connection = new Connection(MANAGEMENT)) {
      Matcher found =
          Pattern.compile("(?m)^proviso_allocated_bytes_total (\\S+)")
              .matcher(connection.get("/metrics"));
      return found.find() ? Double.parseDouble(found.group(1)) : Double.NaN;
    }
  }

  private static long residentMegabytes(Process server) throws IOException {
    Matcher found =
        Pattern.compile("VmRSS:\\s+(\\d+)")
            .matcher(Files.readString(Path.of("/proc", Long.toString(server.pid()), "status")));
    return found.find() ? Long.parseLong(found.group(1)) / 1024 : -1;
  }

  /** What the server has used of the processors so far, which other programs do not change much. */
  private static double processorMillis(Process server) {
    return server.info().totalCpuDuration().orElseThrow().toNanos() / 1e6;
  }

  private static double millis(long begun) {
    return (System.nanoTime() - begun) / 1e6;
  }

  private static void remove(Path folder) throws IOException {
    try (Stream<Path> files = Files.walk(folder)) {
      for (Path file : files.sorted(Comparator.reverseOrder()).toList()) {
        Files.delete(file);
      }
    }
  }

  /** An HTTP connection that does only what is needed here, to take little of the cores. */
  private static final class Connection implements AutoCloseable {
    private final Socket socket = new Socket();
    private final InputStream in;
    private final OutputStream out;
    private final String base = UUID.randomUUID().toString().substring(0, 24);
    private byte[] request = new byte[0];
    private int place;
    private long number;

    Connection(int port) throws IOException {
      socket.setTcpNoDelay(true);
      socket.setSoTimeout(20_000);
      socket.connect(new InetSocketAddress("127.0.0.1", port), 2000);
      in = new BufferedInputStream(socket.getInputStream(), 32 * 1024);
      out = socket.getOutputStream();
    }

    void call(String body) throws IOException {
      if (request.length == 0) {
        String head =
            "POST /cds-services/order-sign-crd HTTP/1.1\r\n"
                + "Host: localhost\r\n"
                + "Content-Type: application/json\r\n"
                + "Content-Length: "
                + body.length()
                + "\r\n\r\n";
        request = (head + body).getBytes(StandardCharsets.US_ASCII);
        place = head.length() + body.indexOf(INSTANCE);
      }
      byte[] instance = (base + "%012x".formatted(number++)).getBytes(StandardCharsets.US_ASCII);
      System.arraycopy(instance, 0, request, place, instance.length);
      out.write(request);
      byte[] answer = read();
      if (!contains(answer, COVERED)) {
        throw new IllegalStateException(
            "not covered: " + new String(answer, StandardCharsets.UTF_8));
      }
    }

    String get(String path) throws IOException {
      out.write(
          ("GET " + path + " HTTP/1.1\r\nHost: localhost\r\n\r\n")
              .getBytes(StandardCharsets.US_ASCII));
      return new String(read(), StandardCharsets.UTF_8);
    }

    private byte[] read() throws IOException {
      int length = -1;
      boolean chunked = false;
      String line = line();
      if (!line.startsWith("HTTP/1.1 200")) {
        throw new IOException(line);
      }
      while (!line.isEmpty()) {
        line = line();
        if (line.regionMatches(true, 0, "content-length:", 0, 15)) {
          length = Integer.parseInt(line.substring(15).strip());
        }
        chunked |= line.equalsIgnoreCase("transfer-encoding: chunked");
      }
      return chunked ? chunks() : in.readNBytes(length);
    }

    private byte[] chunks() throws IOException {
      var all = new ByteArrayOutputStream();
      for (int size = Integer.parseInt(line(), 16); size > 0; size = Integer.parseInt(line(), 16)) {
        all.write(in.readNBytes(size));
        line();
      }
      line();
      return all.toByteArray();
    }

    private String line() throws IOException {
      var line = new StringBuilder(64);
      for (int one = in.read(); one != '\n'; one = in.read()) {
        if (one < 0) {
          throw new IOException("closed");
        }
        if (one != '\r') {
          line.append((char) one);
        }
      }
      return line.toString();
    }

    private static boolean contains(byte[] text, byte[] part) {
      for (int start = 0; start <= text.length - part.length; start++) {
        if (Arrays.equals(text, start, start + part.length, part, 0, part.length)) {
          return true;
        }
      }
      return false;
    }

    @Override
    public void close() throws IOException {
      socket.close();
    }
  }
}

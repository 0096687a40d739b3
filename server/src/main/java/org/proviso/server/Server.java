package org.proviso.server;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.lang.management.ManagementFactory;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.time.ZoneId;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.function.IntPredicate;
import org.apache.catalina.connector.Connector;
import org.proviso.exchange.crd.CrdService;
import org.proviso.payer.AssertionIds;
import org.proviso.payer.Membership;
import org.proviso.payer.PayerConfiguration;
import org.proviso.server.ehr.EhrClient;
import org.proviso.server.http.AboutRoutes;
import org.proviso.server.http.CdsHooksRoutes;
import org.proviso.server.http.DecisionRoutes;
import org.proviso.server.http.Events;
import org.proviso.server.http.Front;
import org.proviso.server.http.GuidelineRoutes;
import org.proviso.server.http.ManagementRoutes;
import org.proviso.server.http.Meters;
import org.proviso.server.http.ReleaseRoutes;
import org.proviso.server.http.Route;
import org.proviso.server.security.ApiTokens;
import org.proviso.server.security.CdsClients;
import org.proviso.server.security.RateLimits;
import org.proviso.server.service.ActiveGuidelines;
import org.proviso.server.service.Decisions;
import org.proviso.server.service.Fault;
import org.proviso.server.service.HookCalls;
import org.proviso.server.service.HookPort;
import org.proviso.server.service.SteadyClock;
import org.proviso.server.service.WatchedLog;
import org.proviso.server.service.Worker;
import org.proviso.server.settings.Settings;
import org.proviso.terminology.Terminology;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.servlet.ServletWebServerFactory;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.boot.web.servlet.ServletRegistrationBean;

/**
 * A running server, and the one place where it is put together: every object is made here, by hand,
 * from its parts. Spring Boot starts and stops Tomcat.
 */
public final class Server implements AutoCloseable {
  private final ServletWebServerApplicationContext context;
  private final Connector management;
  private final Worker worker;
  private final Refresher refresher;
  private final HttpClient http;
  private final Ports ports;
  private final List<Route> routes;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Server(
      ServletWebServerApplicationContext context,
      Connector management,
      Worker worker,
      Refresher refresher,
      HttpClient http,
      Ports ports,
      List<Route> routes) {
    this.context = context;
    this.management = management;
    this.worker = worker;
    this.refresher = refresher;
    this.http = http;
    this.ports = ports;
    this.routes = List.copyOf(routes);
  }

  /**
   * Starts a server; when it returns, requests are answered.
   *
   * @throws RuntimeException when it cannot listen, or its certificate cannot be used; the ports
   *     are closed then
   */
  public static Server start(Settings settings, Ports ports, Terminology terminology) {
    var clock = new SteadyClock(ports.wall(), ports.nanos());
    ZoneId zone = settings.payer().zone();
    LocalDate today = LocalDate.ofInstant(ports.wall().instant(), zone);
    var events = new Events();
    var registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    watchMachine(registry);
    var meters = new Meters(registry);
    HttpClient http =
        HttpClient.newBuilder()
            .followRedirects(HttpClient.Redirect.NEVER)
            .connectTimeout(Duration.ofSeconds(2))
            .executor(Executors.newVirtualThreadPerTaskExecutor())
            .build();
    var worker =
        new Worker(
            settings.limits().concurrent(),
            settings.limits().answerWithin(),
            thrown -> events.thrown("call", thrown));
    var guidelines = new ActiveGuidelines(ports.guidelines(), terminology, today);
    PayerConfiguration payer = payer(settings, guidelines);
    var crd =
        new CrdService(
            guidelines,
            payer,
            AssertionIds.random(),
            defect -> {
              events.thrown("answer", defect);
              meters.fault(Fault.DEFECT.word());
            });
    HookPort hook = ports.hook().apply(crd::answer);
    var ehr = new EhrClient(http, settings.limits().ehrBytes());
    var log = new WatchedLog(ports.log(), events::storage, ports.nanos());
    var calls = new HookCalls(worker, hook, log, ehr, clock);
    var decisions = new Decisions(worker, guidelines, log, clock, terminology, zone);
    var readiness = new Readiness(log, guidelines, clock);
    var refresher = new Refresher(guidelines, settings.refresh(), ports.wall(), zone, events);

    var routes = new ArrayList<Route>();
    routes.addAll(new CdsHooksRoutes(crd::discovery, calls, meters).routes());
    routes.addAll(new DecisionRoutes(decisions, meters).routes());
    routes.addAll(new GuidelineRoutes(guidelines, zone, settings.demo()).routes());
    routes.addAll(new ReleaseRoutes(ports.publishing(), guidelines, log, zone).routes());
    routes.addAll(new AboutRoutes(settings.demo()).routes());
    routes.addAll(new ManagementRoutes(readiness, registry).routes());

    Connector management = Tomcat.management(settings);
    IntPredicate isManagement = port -> port == management.getLocalPort();
    var doors =
        new Front.Doors(
            new CdsClients(settings.clients(), http),
            new ApiTokens(settings.api(), http),
            new RateLimits(settings.limits().requestsPerSecond()),
            clock,
            meters,
            events,
            isManagement);
    WarmUp.run(hook, crd, ports.wall().instant(), events);
    var server =
        new Server(
            context(new Front(routes, settings, doors), Tomcat.factory(settings, management)),
            management,
            worker,
            refresher,
            http,
            ports,
            routes);
    server.listen();
    return server;
  }

  private static PayerConfiguration payer(Settings settings, ActiveGuidelines guidelines) {
    String label =
        settings.payer().label().or(() -> guidelines.release().payer()).orElse("this payer");
    return new PayerConfiguration(
        label,
        settings.payer().website(),
        Set.copyOf(settings.payer().identifiers()),
        settings.payer().approval(),
        Optional.of(URI.create(settings.publicAddress() + "/guidelines/")),
        Optional.empty(),
        settings.payer().contact(),
        settings.payer().zone(),
        settings.limits().ehrWithin(),
        Membership.byCoverageAlone());
  }

  private static void watchMachine(PrometheusMeterRegistry registry) {
    new JvmMemoryMetrics().bindTo(registry);
    new JvmThreadMetrics().bindTo(registry);
    new ProcessorMetrics().bindTo(registry);
    new UptimeMetrics().bindTo(registry);
    if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads) {
      FunctionCounter.builder(
              "proviso.allocated", threads, ThreadMXBean::getTotalThreadAllocatedBytes)
          .description("Bytes that were allocated since the start")
          .baseUnit("bytes")
          .register(registry);
    }
    // Lives as long as the process: there is one registry a server, and one server a process.
    @SuppressWarnings("resource")
    var garbage = new JvmGcMetrics();
    garbage.bindTo(registry);
  }

  private static ServletWebServerApplicationContext context(
      Front front, TomcatServletWebServerFactory factory) {
    var context = new ServletWebServerApplicationContext();
    context.registerBean("tomcat", ServletWebServerFactory.class, () -> factory);
    context.registerBean(
        "front",
        ServletRegistrationBean.class,
        () -> {
          var registration = new ServletRegistrationBean<>(front, "/");
          registration.setName("front");
          registration.setAsyncSupported(false);
          registration.setLoadOnStartup(1);
          return registration;
        });
    return context;
  }

  private void listen() {
    try {
      context.refresh();
      refresher.start();
    } catch (RuntimeException failure) {
      close();
      throw failure;
    }
  }

  /** The port that requests come to. */
  public int port() {
    var running = context.getWebServer();
    return running == null ? 0 : running.getPort();
  }

  /** The port of health, readiness and metrics. */
  public int managementPort() {
    return management.getLocalPort();
  }

  /** Every route, its method and its path's template. */
  List<String> routes() {
    return routes.stream().map(route -> route.method() + " " + route.template()).toList();
  }

  /** Takes no more requests, finishes those under way, then lets go of everything. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      refresher.close();
      context.close();
      worker.close();
      http.shutdownNow();
      ports.guidelines().close();
      ports.log().close();
    }
  }
}

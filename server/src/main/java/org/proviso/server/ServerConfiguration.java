package org.proviso.server;

import io.micrometer.core.instrument.MeterRegistry;
import java.net.URI;
import java.net.http.HttpClient;
import java.time.Duration;
import java.time.LocalDate;
import java.util.Optional;
import java.util.Set;
import java.util.concurrent.Executors;
import org.proviso.exchange.crd.CrdService;
import org.proviso.payer.AssertionIds;
import org.proviso.payer.Membership;
import org.proviso.payer.PayerConfiguration;
import org.proviso.server.ehr.EhrClient;
import org.proviso.server.http.Events;
import org.proviso.server.http.HttpConfiguration;
import org.proviso.server.http.Meters;
import org.proviso.server.http.Publishing;
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
import org.springframework.beans.factory.SmartInitializingSingleton;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.context.annotation.Import;

/** The server's own parts. What stands on HTTP is in {@link HttpConfiguration}. */
@Configuration(proxyBeanMethods = false)
@Import(HttpConfiguration.class)
class ServerConfiguration {
  @Bean
  SteadyClock clock(Ports ports) {
    return new SteadyClock(ports.wall(), ports.nanos());
  }

  @Bean
  Events events() {
    return new Events();
  }

  @Bean
  Meters meters(MeterRegistry registry) {
    return new Meters(registry);
  }

  @Bean
  RateLimits rates(Settings settings) {
    return new RateLimits(settings.limits().requestsPerSecond());
  }

  @Bean(destroyMethod = "shutdownNow")
  HttpClient http() {
    return HttpClient.newBuilder()
        .followRedirects(HttpClient.Redirect.NEVER)
        .connectTimeout(Duration.ofSeconds(2))
        .executor(Executors.newVirtualThreadPerTaskExecutor())
        .build();
  }

  @Bean
  Worker worker(Settings settings, Events events) {
    return new Worker(
        settings.limits().concurrent(),
        settings.limits().answerWithin(),
        thrown -> events.thrown("call", thrown));
  }

  @Bean
  ActiveGuidelines guidelines(Settings settings, Ports ports, Terminology terminology) {
    return new ActiveGuidelines(
        ports.guidelines(),
        terminology,
        LocalDate.ofInstant(ports.wall().instant(), settings.payer().zone()));
  }

  @Bean
  CrdService crd(Settings settings, ActiveGuidelines guidelines, Events events, Meters meters) {
    return new CrdService(
        guidelines,
        payer(settings, guidelines),
        AssertionIds.random(),
        defect -> {
          events.thrown("answer", defect);
          meters.fault(Fault.DEFECT.word());
        });
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

  @Bean
  HookPort hook(Ports ports, CrdService crd) {
    return ports.hook().apply(crd::answer);
  }

  @Bean(destroyMethod = "")
  WatchedLog log(Ports ports, Events events) {
    return new WatchedLog(ports.log(), events::storage, ports.nanos());
  }

  @Bean
  HookCalls hookCalls(
      Settings settings,
      Worker worker,
      HookPort hook,
      WatchedLog log,
      HttpClient http,
      SteadyClock clock) {
    return new HookCalls(
        worker, hook, log, new EhrClient(http, settings.limits().ehrBytes()), clock);
  }

  @Bean
  Decisions decisions(
      Settings settings,
      Worker worker,
      ActiveGuidelines guidelines,
      WatchedLog log,
      SteadyClock clock,
      Terminology terminology) {
    return new Decisions(worker, guidelines, log, clock, terminology, settings.payer().zone());
  }

  @Bean
  Publishing publishing(Ports ports) {
    return new Publishing(ports.publishing());
  }

  @Bean
  Refresher refresher(Settings settings, Ports ports, ActiveGuidelines guidelines, Events events) {
    return new Refresher(
        guidelines, settings.refresh(), ports.wall(), settings.payer().zone(), events);
  }

  @Bean
  SmartInitializingSingleton warmUp(HookPort hook, CrdService crd, Ports ports, Events events) {
    return () -> WarmUp.run(hook, crd, ports.wall().instant(), events);
  }
}

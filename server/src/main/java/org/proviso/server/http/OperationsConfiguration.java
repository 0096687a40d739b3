package org.proviso.server.http;

import com.sun.management.ThreadMXBean;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.binder.MeterBinder;
import java.lang.management.ManagementFactory;
import org.proviso.server.service.ActiveGuidelines;
import org.proviso.server.service.SteadyClock;
import org.proviso.server.service.WatchedLog;
import org.springframework.boot.health.contributor.Health;
import org.springframework.boot.health.contributor.HealthIndicator;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;

/** What the server tells whoever runs it, besides what Spring Boot tells by itself. */
@Configuration(proxyBeanMethods = false)
class OperationsConfiguration {
  @Bean
  HealthIndicator storageHealthIndicator(WatchedLog log) {
    return new StorageHealth(log);
  }

  @Bean
  HealthIndicator guidelinesHealthIndicator(ActiveGuidelines guidelines) {
    return () ->
        Health.up()
            .withDetail("release", guidelines.release().number())
            .withDetail("versions", guidelines.release().library().guidelines().size())
            .build();
  }

  @Bean
  HealthIndicator clockHealthIndicator(SteadyClock clock) {
    return () ->
        clock.now().isPresent()
            ? Health.up().build()
            : Health.down()
                .withDetail(
                    "clock", "It has jumped; decisions wait until it has run evenly for a minute.")
                .build();
  }

  @Bean
  MeterBinder allocation() {
    return registry -> {
      if (ManagementFactory.getThreadMXBean() instanceof ThreadMXBean threads) {
        FunctionCounter.builder(
                "proviso.allocated", threads, ThreadMXBean::getTotalThreadAllocatedBytes)
            .description("Bytes that were allocated since the start")
            .baseUnit("bytes")
            .register(registry);
      }
    };
  }
}

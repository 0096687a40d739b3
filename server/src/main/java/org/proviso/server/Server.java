package org.proviso.server;

import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Supplier;
import org.proviso.server.http.Routes;
import org.proviso.server.settings.Settings;
import org.proviso.terminology.Terminology;
import org.springframework.boot.Banner;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.WebApplicationType;
import org.springframework.boot.web.server.context.WebServerInitializedEvent;
import org.springframework.boot.web.server.servlet.context.ServletWebServerApplicationContext;
import org.springframework.context.ApplicationContextInitializer;
import org.springframework.context.ApplicationListener;
import org.springframework.context.support.GenericApplicationContext;
import org.springframework.core.env.MapPropertySource;
import org.springframework.core.env.MutablePropertySources;
import org.springframework.web.context.support.StandardServletEnvironment;

/**
 * A running server: a Spring Boot application whose every property follows from the settings. No
 * file, variable or argument of Spring's own is read, so that nothing can be set past the settings.
 */
final class Server implements AutoCloseable {
  private final ServletWebServerApplicationContext context;
  private final int managementPort;
  private final Ports ports;
  private final AtomicBoolean closed = new AtomicBoolean();

  private Server(ServletWebServerApplicationContext context, int managementPort, Ports ports) {
    this.context = context;
    this.managementPort = managementPort;
    this.ports = ports;
  }

  /**
   * Starts a server; when it returns, requests are answered.
   *
   * @param opening gives the ports, the same each time; asked when the first of them is needed
   * @throws RuntimeException when it cannot listen, or its certificate cannot be used; the ports
   *     are closed then
   */
  static Server start(Settings settings, Supplier<Ports> opening, Terminology terminology) {
    SpringApplication application = application(settings);
    ApplicationContextInitializer<GenericApplicationContext> given =
        context -> {
          context.getBeanFactory().registerSingleton("settings", settings);
          context.getBeanFactory().registerSingleton("terminology", terminology);
          context.registerBean(
              Ports.class, opening, definition -> definition.setDestroyMethodName(""));
        };
    application.setInitializers(List.of(given));
    var managementPort = new ManagementPort();
    application.setListeners(List.of(managementPort));
    try {
      var context = (ServletWebServerApplicationContext) application.run();
      context.getBean(Refresher.class).start();
      return new Server(context, managementPort.port.get(), opening.get());
    } catch (RuntimeException failure) {
      opening.get().close();
      throw failure;
    }
  }

  /** The application, without what it is given when it starts. */
  static SpringApplication application(Settings settings) {
    var application = new SpringApplication(ServerConfiguration.class);
    application.setMainApplicationClass(AheadOfTime.class);
    application.setWebApplicationType(WebApplicationType.SERVLET);
    application.setBannerMode(Banner.Mode.OFF);
    application.setLogStartupInfo(false);
    application.setRegisterShutdownHook(false);
    application.setEnvironment(new SettingsEnvironment(FrameworkProperties.of(settings)));
    application.setListeners(List.of());
    application.setInitializers(List.of());
    return application;
  }

  /** An environment of the settings alone. */
  private static final class SettingsEnvironment extends StandardServletEnvironment {
    SettingsEnvironment(Map<String, Object> properties) {
      getPropertySources().addFirst(new MapPropertySource("settings", properties));
    }

    @Override
    protected void customizePropertySources(MutablePropertySources sources) {
      // None of Spring's own.
    }
  }

  /** Hears which port the management address got. */
  private static final class ManagementPort
      implements ApplicationListener<WebServerInitializedEvent> {
    private final AtomicInteger port = new AtomicInteger();

    @Override
    public void onApplicationEvent(WebServerInitializedEvent event) {
      if ("management".equals(event.getApplicationContext().getServerNamespace())) {
        port.set(event.getWebServer().getPort());
      }
    }
  }

  /** The port that requests come to. */
  public int port() {
    var running = context.getWebServer();
    return running == null ? 0 : running.getPort();
  }

  /** The port of health, readiness and metrics. */
  public int managementPort() {
    return managementPort;
  }

  /** Every route, its method and its path's template. */
  Set<String> routes() {
    return context.getBean(Routes.class).all();
  }

  /** Takes no more requests, finishes those under way, then lets go of everything. */
  @Override
  public void close() {
    if (closed.compareAndSet(false, true)) {
      context.close();
      ports.close();
    }
  }
}

package org.proviso.server;

import java.net.InetAddress;
import org.apache.catalina.connector.Connector;
import org.apache.catalina.core.StandardHost;
import org.apache.coyote.http11.AbstractHttp11Protocol;
import org.apache.tomcat.util.threads.VirtualThreadExecutor;
import org.proviso.server.settings.Settings;
import org.springframework.boot.tomcat.servlet.TomcatServletWebServerFactory;
import org.springframework.boot.web.server.Shutdown;
import org.springframework.boot.web.server.Ssl;

/** Tomcat as it is set up here: a virtual thread a request, tight limits, no pages of its own. */
final class Tomcat {
  /** How long a client may be silent in the middle of a request, in milliseconds. */
  private static final int SILENCE_MS = 5_000;

  private static final int IDLE_MS = 60_000;

  private Tomcat() {}

  static TomcatServletWebServerFactory factory(Settings settings, Connector management) {
    var factory = new TomcatServletWebServerFactory();
    factory.setAddress(settings.listen().address());
    factory.setPort(settings.listen().port());
    factory.setShutdown(Shutdown.GRACEFUL);
    factory.setDisableMBeanRegistry(true);
    settings.tls().ifPresent(tls -> factory.setSsl(ssl(tls)));
    factory.addConnectorCustomizers(connector -> limit(connector, settings.limits()));
    factory.addAdditionalConnectors(management);
    factory.addContextCustomizers(
        context -> {
          // Tomcat's own error page shows what was asked.
          if (context.getParent() instanceof StandardHost host) {
            host.setErrorReportValveClass("");
          }
        });
    return factory;
  }

  /** A second door, for whoever runs the server. */
  static Connector management(Settings settings) {
    var connector = new Connector("org.apache.coyote.http11.Http11NioProtocol");
    connector.setPort(settings.management().port());
    if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
      InetAddress address = settings.management().address();
      protocol.setAddress(address);
    }
    limit(connector, settings.limits());
    return connector;
  }

  private static void limit(Connector connector, Settings.Limits limits) {
    connector.setXpoweredBy(false);
    connector.setAllowTrace(false);
    connector.setMaxParameterCount(0);
    if (connector.getProtocolHandler() instanceof AbstractHttp11Protocol<?> protocol) {
      protocol.setExecutor(new VirtualThreadExecutor("http-"));
      protocol.setMaxConnections(limits.connections());
      protocol.setMaxHttpRequestHeaderSize(limits.headerBytes());
      protocol.setMaxHeaderCount(100);
      protocol.setConnectionTimeout(SILENCE_MS);
      protocol.setKeepAliveTimeout(IDLE_MS);
      protocol.setMaxKeepAliveRequests(-1);
      protocol.setMaxSwallowSize(limits.bodyBytes());
      protocol.setServerRemoveAppProvidedValues(true);
    }
  }

  private static Ssl ssl(Settings.Tls tls) {
    var ssl = new Ssl();
    ssl.setCertificate(tls.certificate().toUri().toString());
    ssl.setCertificatePrivateKey(tls.key().toUri().toString());
    ssl.setEnabledProtocols(new String[] {"TLSv1.3", "TLSv1.2"});
    return ssl;
  }
}

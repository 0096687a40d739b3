package org.proviso.server;

import java.util.LinkedHashMap;
import java.util.Map;
import org.proviso.server.settings.Settings;

/** Spring Boot's properties as the settings demand; nothing else sets any. */
final class FrameworkProperties {
  private static final String BUNDLE = "server";

  private FrameworkProperties() {}

  static Map<String, Object> of(Settings settings) {
    Settings.Limits limits = settings.limits();
    var properties = new LinkedHashMap<String, Object>();
    properties.put("spring.threads.virtual.enabled", true);
    properties.put("spring.jmx.enabled", false);
    properties.put("spring.web.resources.add-mappings", false);
    properties.put("spring.mvc.servlet.load-on-startup", 1);
    // No forms are sent to this server.
    properties.put("spring.mvc.formcontent.filter.enabled", false);
    properties.put("server.address", settings.listen().address().getHostAddress());
    properties.put("server.port", settings.listen().port());
    properties.put("server.shutdown", "graceful");
    properties.put("server.max-http-request-header-size", limits.headerBytes() + "B");
    properties.put("server.tomcat.max-connections", limits.connections());
    // How long a client may be silent in the middle of a request.
    properties.put("server.tomcat.connection-timeout", "5s");
    properties.put("server.tomcat.keep-alive-timeout", "60s");
    properties.put("server.tomcat.max-keep-alive-requests", -1);
    properties.put("server.tomcat.max-swallow-size", limits.bodyBytes() + "B");
    properties.put("server.tomcat.max-parameter-count", 0);
    properties.put("management.server.address", settings.management().address().getHostAddress());
    properties.put("management.server.port", settings.management().port());
    properties.put("management.server.ssl.enabled", false);
    properties.put("management.endpoints.web.base-path", "/");
    properties.put("management.endpoints.web.exposure.include", "health,prometheus");
    properties.put("management.endpoints.web.path-mapping.prometheus", "metrics");
    properties.put("management.endpoints.web.discovery.enabled", false);
    properties.put("management.endpoint.health.show-details", "always");
    properties.put("management.endpoint.health.probes.enabled", true);
    properties.put(
        "management.endpoint.health.group.readiness.include",
        "readinessState,storage,guidelines,clock");
    properties.put("management.health.defaults.enabled", false);
    settings
        .tls()
        .ifPresent(
            tls -> {
              String bundle = "spring.ssl.bundle.pem." + BUNDLE + ".";
              properties.put(bundle + "keystore.certificate", tls.certificate().toUri().toString());
              properties.put(bundle + "keystore.private-key", tls.key().toUri().toString());
              properties.put(bundle + "options.enabled-protocols", "TLSv1.3,TLSv1.2");
              properties.put("server.ssl.bundle", BUNDLE);
            });
    return properties;
  }
}

package org.proviso.server.http;

import java.net.http.HttpClient;
import java.time.Duration;
import java.util.EnumSet;
import java.util.List;
import org.proviso.server.security.Authorities;
import org.proviso.server.security.BearerTokens;
import org.proviso.server.security.Caller;
import org.proviso.server.security.RateLimits;
import org.proviso.server.security.Scope;
import org.proviso.server.service.SteadyClock;
import org.proviso.server.settings.Settings;
import org.springframework.beans.factory.annotation.Qualifier;
import org.springframework.boot.security.autoconfigure.actuate.web.servlet.EndpointRequest;
import org.springframework.boot.web.server.context.WebServerApplicationContext;
import org.springframework.context.annotation.Bean;
import org.springframework.context.annotation.Configuration;
import org.springframework.core.annotation.Order;
import org.springframework.http.HttpMethod;
import org.springframework.security.authorization.AuthorizationDecision;
import org.springframework.security.config.annotation.web.builders.HttpSecurity;
import org.springframework.security.config.annotation.web.configuration.EnableWebSecurity;
import org.springframework.security.config.annotation.web.configurers.AbstractHttpConfigurer;
import org.springframework.security.config.annotation.web.configurers.HeadersConfigurer;
import org.springframework.security.oauth2.server.resource.web.BearerTokenResolver;
import org.springframework.security.oauth2.server.resource.web.DefaultBearerTokenResolver;
import org.springframework.security.web.SecurityFilterChain;
import org.springframework.security.web.access.intercept.AuthorizationFilter;
import org.springframework.security.web.context.RequestAttributeSecurityContextRepository;
import org.springframework.security.web.firewall.RequestRejectedHandler;
import org.springframework.security.web.header.HeaderWriterFilter;
import org.springframework.security.web.header.writers.ReferrerPolicyHeaderWriter.ReferrerPolicy;
import org.springframework.security.web.header.writers.StaticHeadersWriter;
import org.springframework.security.web.util.matcher.AnyRequestMatcher;
import org.springframework.security.web.util.matcher.RequestMatcher;
import org.springframework.web.context.support.WebApplicationContextUtils;
import org.springframework.web.cors.CorsConfiguration;
import org.springframework.web.cors.UrlBasedCorsConfigurationSource;
import org.springframework.web.servlet.mvc.method.annotation.RequestMappingHandlerMapping;

/**
 * Who may send which request. The first chain is that of the management address, the last that of
 * everything else; what no rule of it names is denied. Pages for people get a chain of their own,
 * with an order between {@link #MANAGEMENT} and {@link #API} and a matcher for their addresses.
 */
@Configuration(proxyBeanMethods = false)
@EnableWebSecurity
class SecurityConfiguration {
  static final int MANAGEMENT = 10;
  static final int API = 100;

  private static final String PAGES =
      "default-src 'none'; style-src 'unsafe-inline'; frame-ancestors 'none'";
  private static final String DEMO = "true; no token is asked for; not for patient data";

  @Bean
  Routes routes(@Qualifier("requestMappingHandlerMapping") RequestMappingHandlerMapping mapping) {
    return new Routes(mapping);
  }

  /** What looks like an attack is not even matched with a chain. */
  @Bean
  RequestRejectedHandler rejected(Meters meters, Events events) {
    return (request, response, _) -> {
      AnswerFilter.write(AnswerFilter.noSuchAddress(), response);
      meters.request(Routes.NONE, response.getStatus(), 0);
      events.refused(Routes.NONE, response.getStatus(), Callers.name(request), "suspicious");
    };
  }

  @Bean
  @Order(MANAGEMENT)
  SecurityFilterChain management(HttpSecurity http, Routes routes, Meters meters, Events events) {
    RequestMatcher onManagementAddress =
        request ->
            WebServerApplicationContext.hasServerNamespace(
                WebApplicationContextUtils.getWebApplicationContext(request.getServletContext()),
                "management");
    return stateless(http)
        .securityMatcher(onManagementAddress)
        .addFilterAfter(new AnswerFilter(routes, meters, events), HeaderWriterFilter.class)
        .exceptionHandling(
            handling ->
                handling.authenticationEntryPoint(
                    (_, _, _) -> {
                      throw new RefusedException(AnswerFilter.noSuchAddress());
                    }))
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(EndpointRequest.toAnyEndpoint())
                    .permitAll()
                    .anyRequest()
                    .denyAll())
        .build();
  }

  @Bean
  @Order(API)
  SecurityFilterChain api(
      HttpSecurity http,
      Settings settings,
      HttpClient client,
      SteadyClock clock,
      Routes routes,
      RateLimits rates,
      Meters meters,
      Events events) {
    var refusals = new AccessRefusals(rates);
    stateless(http)
        .headers(headers -> headers(headers, settings))
        .cors(cors -> cors.configurationSource(anyOriginForHooks()))
        .addFilterAfter(new AnswerFilter(routes, meters, events), HeaderWriterFilter.class)
        .addFilterAfter(new AdmissionFilter(settings.limits(), rates), AuthorizationFilter.class)
        .authorizeHttpRequests(
            requests ->
                requests
                    .requestMatchers(PublicRequests.matcher())
                    .permitAll()
                    .requestMatchers(HttpMethod.POST, Routes.HOOK_CALL)
                    .hasAuthority(Authorities.HOOKS)
                    .requestMatchers(HttpMethod.POST, "/decide", "/ask", "/explain")
                    .hasAuthority(Authorities.of(Scope.DECIDE))
                    .requestMatchers(HttpMethod.GET, "/decisions/{id}")
                    .hasAnyAuthority(Authorities.of(Scope.READ), Authorities.of(Scope.READ_ALL))
                    .requestMatchers(HttpMethod.POST, "/decisions/{id}/replay")
                    .hasAuthority(Authorities.of(Scope.REPLAY))
                    .requestMatchers(HttpMethod.POST, "/releases")
                    .hasAuthority(Authorities.of(Scope.PUBLISH))
                    .requestMatchers(HttpMethod.GET, "/audit/head")
                    .hasAuthority(Authorities.of(Scope.AUDIT))
                    // Where nothing answers, MVC says so; what answers without a rule is denied.
                    .anyRequest()
                    .access(
                        (_, context) ->
                            new AuthorizationDecision(!routes.exists(context.getRequest()))));
    if (settings.demo()) {
      http.anonymous(
          anonymous -> anonymous.principal(demo(settings)).authorities(Authorities.all()));
    } else {
      var tokens = new BearerTokens(settings, client, rates, clock::now);
      http.oauth2ResourceServer(
          server ->
              server
                  .authenticationManagerResolver(tokens)
                  .bearerTokenResolver(notForWhatIsPublic())
                  .authenticationEntryPoint(refusals));
    }
    return http.exceptionHandling(
            handling -> handling.authenticationEntryPoint(refusals).accessDeniedHandler(refusals))
        .build();
  }

  /** No cookie, no session: every request says by itself who sends it. */
  private static HttpSecurity stateless(HttpSecurity http) {
    return http.csrf(AbstractHttpConfigurer::disable)
        .logout(AbstractHttpConfigurer::disable)
        .requestCache(AbstractHttpConfigurer::disable)
        .servletApi(AbstractHttpConfigurer::disable)
        .sessionManagement(AbstractHttpConfigurer::disable)
        .securityContext(
            context ->
                context.securityContextRepository(new RequestAttributeSecurityContextRepository()));
  }

  private static void headers(HeadersConfigurer<HttpSecurity> headers, Settings settings) {
    headers
        .contentSecurityPolicy(policy -> policy.policyDirectives(PAGES))
        .referrerPolicy(referrer -> referrer.policy(ReferrerPolicy.NO_REFERRER));
    if (settings.publicAddress().getScheme().equals("https")) {
      headers.httpStrictTransportSecurity(
          transport -> transport.requestMatcher(AnyRequestMatcher.INSTANCE));
    } else {
      headers.httpStrictTransportSecurity(HeadersConfigurer.HstsConfig::disable);
    }
    if (settings.demo()) {
      headers.addHeaderWriter(new StaticHeadersWriter("Proviso-Demo", DEMO));
    }
  }

  /**
   * Browser-based clients call hooks (CDS Hooks, CORS). No cookie is ever used, so any origin may
   * ask without gaining anything by it.
   */
  private static UrlBasedCorsConfigurationSource anyOriginForHooks() {
    var hooks = new CorsConfiguration();
    hooks.setAllowedOrigins(List.of(CorsConfiguration.ALL));
    hooks.setAllowedMethods(List.of("GET", "POST"));
    hooks.setAllowedHeaders(List.of("Authorization", "Content-Type", "Accept"));
    hooks.setMaxAge(Duration.ofDays(1));
    var source = new UrlBasedCorsConfigurationSource();
    source.registerCorsConfiguration(CdsHooksController.SERVICES + "/**", hooks);
    return source;
  }

  /** Tokens that come with requests for what is public are not looked at. */
  private static BearerTokenResolver notForWhatIsPublic() {
    var header = new DefaultBearerTokenResolver();
    return request -> PublicRequests.matcher().matches(request) ? null : header.resolve(request);
  }

  /** Anybody, in a demonstration; may have every configured FHIR server asked. */
  private static Caller demo(Settings settings) {
    return new Caller(
        "demo",
        EnumSet.allOf(Scope.class),
        settings.clients().stream().flatMap(each -> each.fhirServers().stream()).toList(),
        settings.clients().stream().anyMatch(Settings.Client::privateAddresses));
  }
}

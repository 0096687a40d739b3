package org.proviso.exchange.crd.hook;

import java.nio.charset.StandardCharsets;
import java.util.Arrays;
import org.proviso.ground.json.Json;
import org.proviso.ground.json.JsonWriter;
import org.proviso.payer.PayerConfiguration;

/** The CDS Hooks discovery document. */
public final class Discovery {
  private Discovery() {}

  public static byte[] document(PayerConfiguration payer) {
    return JsonWriter.pretty(
            new Json.Members()
                .put(
                    "services",
                    Json.array(
                        Arrays.stream(Hook.values()).map(hook -> service(hook, payer)).toList()))
                .toObject())
        .getBytes(StandardCharsets.UTF_8);
  }

  private static Json service(Hook hook, PayerConfiguration payer) {
    var prefetch = new Json.Members();
    hook.prefetch().forEach(prefetch::put);
    return new Json.Members()
        .put("hook", hook.hookName())
        .put("title", payer.label() + ": coverage requirements (" + hook.hookName() + ")")
        .put(
            "description",
            "Coverage, prior authorization and documentation requirements for "
                + hook.about()
                + ", by the payer's published guidelines.")
        .put("id", hook.serviceId())
        .put("prefetch", prefetch.toObject())
        .put(
            "extension",
            new Json.Members()
                .put("davinci-crd.version", Json.texts(CrdVersion.labels()))
                .put(
                    "davinci-crd.configuration-options",
                    Json.array(ClientOptions.Option.all().stream().map(Discovery::option).toList()))
                .toObject())
        .toObject();
  }

  private static Json option(ClientOptions.Option option) {
    return new Json.Members()
        .put("code", option.code())
        .put("type", option.type())
        .put("name", option.title())
        .put("description", option.description())
        .put("default", option.standard())
        .toObject();
  }
}

package org.proviso.server.security;

import com.nimbusds.jose.JWSAlgorithm;
import com.nimbusds.jose.jwk.source.RateLimitReachedException;
import com.nimbusds.jwt.SignedJWT;
import java.net.URI;
import java.net.http.HttpClient;
import java.util.Set;
import org.springframework.security.oauth2.core.OAuth2TokenValidator;
import org.springframework.security.oauth2.jwt.BadJwtException;
import org.springframework.security.oauth2.jwt.Jwt;
import org.springframework.security.oauth2.jwt.JwtException;
import org.springframework.security.oauth2.jwt.JwtValidationException;
import org.springframework.security.oauth2.jwt.NimbusJwtDecoder;

/**
 * Decodes the tokens of one issuer, and says in fixed words what is wrong with one: what a library
 * says of a token may quote it.
 */
final class TokenDecoder {
  private final NimbusJwtDecoder decoder;

  /**
   * A decoder.
   *
   * @param keys the address of the issuer's key set
   * @param algorithms the only ones that are accepted; none of them symmetric
   * @param types the accepted {@code typ} headers
   * @param claims what the claims must say; its errors have descriptions for the client
   */
  TokenDecoder(
      URI keys,
      Set<JWSAlgorithm> algorithms,
      Set<String> types,
      HttpClient http,
      OAuth2TokenValidator<Jwt> claims) {
    this.decoder = new NimbusJwtDecoder(KeySet.processor(keys, algorithms, types, http));
    this.decoder.setJwtValidator(claims);
  }

  /**
   * The token's claims.
   *
   * @throws TokenRefusedException if it is not accepted
   * @throws TokenUncheckedException if the issuer's keys cannot be had
   */
  Jwt decode(SignedJWT token) {
    String key = token.getHeader().getKeyID();
    if (key == null || key.isEmpty()) {
      throw new TokenRefusedException("The token names no key (kid).");
    }
    try {
      return decoder.decode(token.getParsedString());
    } catch (JwtValidationException invalid) {
      throw new TokenRefusedException(
          String.valueOf(invalid.getErrors().iterator().next().getDescription()));
    } catch (BadJwtException bad) {
      throw new TokenRefusedException(
          "The token's type, algorithm, key or signature is not one that is accepted.");
    } catch (JwtException failure) {
      if (failure.getCause() instanceof RateLimitReachedException) {
        throw new TokenRefusedException(
            "The token names a key (kid) that its issuer's key set did not have.");
      }
      throw new TokenUncheckedException("The issuer's key set does not answer.");
    }
  }
}

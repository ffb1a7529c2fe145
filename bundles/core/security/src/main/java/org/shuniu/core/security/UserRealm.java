// SPDX-License-Identifier: Apache-2.0
package org.shuniu.core.security;

import java.util.Optional;
import java.util.function.Function;
import org.apache.shiro.authc.AuthenticationException;
import org.apache.shiro.authc.AuthenticationInfo;
import org.apache.shiro.authc.AuthenticationToken;
import org.apache.shiro.authc.SimpleAuthenticationInfo;
import org.apache.shiro.authc.UsernamePasswordToken;
import org.apache.shiro.authc.credential.CredentialsMatcher;
import org.apache.shiro.realm.AuthenticatingRealm;
import org.jspecify.annotations.Nullable;

/** Authenticates against the table of users. */
final class UserRealm extends AuthenticatingRealm {
  private final Function<String, Optional<UserRow>> byLogin;
  private final PasswordHashes hashes;

  /** Compared with when there is no such user, so that an answer takes as long as for others. */
  private final String nobodysHash;

  UserRealm(Function<String, Optional<UserRow>> byLogin, PasswordHashes hashes) {
    super(matcher(hashes));
    this.byLogin = byLogin;
    this.hashes = hashes;
    this.nobodysHash = hashes.hash("nobody's password");
    setName("users");
    setAuthenticationTokenClass(UsernamePasswordToken.class);
    setCachingEnabled(false);
  }

  /** The user, if the password is right and the user enabled. */
  Optional<UserRow> authenticate(String login, String password) {
    try {
      AuthenticationInfo info =
          getAuthenticationInfo(new UsernamePasswordToken(login, password.toCharArray()));
      return Optional.ofNullable(info)
          .map(found -> (UserRow) found.getPrincipals().getPrimaryPrincipal());
    } catch (AuthenticationException e) {
      return Optional.empty();
    }
  }

  @Override
  protected @Nullable AuthenticationInfo doGetAuthenticationInfo(AuthenticationToken token) {
    UsernamePasswordToken given = (UsernamePasswordToken) token;
    Optional<UserRow> user = byLogin.apply(given.getUsername()).filter(row -> row.enabled);
    if (user.isEmpty()) {
      hashes.matches(new String(given.getPassword()), nobodysHash);
      return null;
    }
    return new SimpleAuthenticationInfo(user.get(), user.get().passwordHash, getName());
  }

  private static CredentialsMatcher matcher(PasswordHashes hashes) {
    return (token, info) ->
        hashes.matches(
            new String(((UsernamePasswordToken) token).getPassword()),
            (String) info.getCredentials());
  }
}

package dev.steward.deploy;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * The addresses, names and secrets of one installation, as shell variables in a file that only its
 * owner reads.
 *
 * <p>A secret is made at its first use and kept from then on.
 */
public final class DemoEnv {

  private static final Pattern LINE = Pattern.compile("([A-Z][A-Z0-9_]*)='([^']*)'");
  private static final String LETTERS = "abcdefghijkmnpqrstuvwxyzABCDEFGHJKLMNPQRSTUVWXYZ23456789";
  private static final int SECRET_LENGTH = 24;
  private static final SecureRandom RANDOM = new SecureRandom();

  private final Path file;
  private final Map<String, String> values = new TreeMap<>();

  private DemoEnv(Path file) {
    this.file = file;
  }

  /** The variables that the file holds; none when it does not exist. */
  public static DemoEnv of(Path file) {
    DemoEnv env = new DemoEnv(file);
    try {
      if (Files.exists(file)) {
        Files.readString(file)
            .lines()
            .map(LINE::matcher)
            .filter(line -> line.matches())
            .forEach(line -> env.values.put(line.group(1), line.group(2)));
      }
      return env;
    } catch (IOException e) {
      throw new Trouble(file + " cannot be read: " + e.getMessage(), e);
    }
  }

  String get(String name) {
    @Nullable String value = values.get(name);
    if (value == null) {
      throw new Trouble("%s does not say %s.".formatted(file, name));
    }
    return value;
  }

  void put(String name, String value) {
    if (!LINE.matcher(name + "='" + value + "'").matches()) {
      throw new IllegalArgumentException("not a shell variable: " + name);
    }
    if (!value.equals(values.put(name, value))) {
      save();
    }
  }

  /** What a client of the realm signs in with. */
  public String clientSecret(String client) {
    return secret("SECRET_" + shellName(client));
  }

  /** What a person of the realm signs in with. */
  public String password(String person) {
    return secret("PASSWORD_" + shellName(person));
  }

  public String secret(String name) {
    if (!values.containsKey(name)) {
      put(name, randomSecret());
    }
    return get(name);
  }

  static String randomSecret() {
    return RANDOM
        .ints(SECRET_LENGTH, 0, LETTERS.length())
        .mapToObj(LETTERS::charAt)
        .map(String::valueOf)
        .collect(Collectors.joining());
  }

  private static String shellName(String name) {
    return name.toUpperCase(Locale.ROOT).replaceAll("[^A-Z0-9]", "_");
  }

  private void save() {
    String text =
        values.entrySet().stream()
            .map(entry -> "%s='%s'%n".formatted(entry.getKey(), entry.getValue()))
            .collect(Collectors.joining("", "# Made by deploy/up; secrets of a demo.\n", ""));
    try {
      Path fresh = file.resolveSibling(file.getFileName() + ".new");
      Files.deleteIfExists(fresh);
      Files.createFile(
          fresh,
          PosixFilePermissions.asFileAttribute(PosixFilePermissions.fromString("rw-------")));
      Files.writeString(fresh, text);
      Files.move(fresh, file, StandardCopyOption.ATOMIC_MOVE, StandardCopyOption.REPLACE_EXISTING);
    } catch (IOException e) {
      throw new UncheckedIOException(e);
    }
  }
}

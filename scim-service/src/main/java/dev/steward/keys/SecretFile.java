package dev.steward.keys;

import java.io.IOException;
import java.nio.file.AtomicMoveNotSupportedException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.nio.file.attribute.PosixFilePermission;
import java.nio.file.attribute.PosixFilePermissions;
import java.security.SecureRandom;
import java.util.HexFormat;
import java.util.Set;
import java.util.function.Supplier;

/** A file with a secret, which only the user the service runs as may read. */
public final class SecretFile {

  private static final Set<PosixFilePermission> OWNER_ONLY =
      PosixFilePermissions.fromString("rw-------");
  private static final Set<PosixFilePermission> OWNER_ONLY_DIRECTORY =
      PosixFilePermissions.fromString("rwx------");
  private static final int PASSWORD_BYTES = 32;

  private SecretFile() {}

  /** Makes a directory that only this user may enter, or makes it so. */
  public static void directory(Path directory) throws IOException {
    Files.createDirectories(directory);
    Files.setPosixFilePermissions(directory, OWNER_ONLY_DIRECTORY);
  }

  /** The password in a file; a new and random one when there is none yet. */
  public static String password(Path file) throws IOException {
    return readOrCreate(file, SecretFile::random);
  }

  /** The secret in a file; made and written there first when there is none yet. */
  public static String readOrCreate(Path file, Supplier<String> maker) throws IOException {
    if (Files.exists(file)) {
      return Files.readString(file).strip();
    }
    String secret = maker.get();
    Path directory = file.toAbsolutePath().getParent();
    if (directory != null) {
      directory(directory);
    }
    Path whole = file.resolveSibling(file.getFileName() + ".new");
    Files.deleteIfExists(whole);
    Files.createFile(whole, PosixFilePermissions.asFileAttribute(OWNER_ONLY));
    Files.writeString(whole, secret);
    publish(whole, file);
    return secret;
  }

  /** A reader never meets half a secret. */
  private static void publish(Path whole, Path file) throws IOException {
    try {
      Files.move(whole, file, StandardCopyOption.ATOMIC_MOVE);
    } catch (AtomicMoveNotSupportedException e) {
      Files.move(whole, file);
    }
  }

  private static String random() {
    byte[] bytes = new byte[PASSWORD_BYTES];
    new SecureRandom().nextBytes(bytes);
    return HexFormat.of().formatHex(bytes);
  }
}

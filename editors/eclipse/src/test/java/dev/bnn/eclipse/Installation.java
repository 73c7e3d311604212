// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.nio.file.StandardCopyOption;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.TreeSet;
import java.util.jar.Attributes;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;
import java.util.jar.Manifest;
import java.util.stream.Stream;

/** A workbench assembled from the bundles that Maven has copied, and started without an installer. */
final class Installation {
    /** Bundles that must have started before others. */
    private static final Map<String, String> LEVELS = Map.of(
            "org.apache.felix.scr", "@1:start",
            "org.apache.aries.spifly.dynamic.bundle", "@1:start",
            "org.eclipse.equinox.common", "@2:start",
            "org.eclipse.equinox.event", "@2:start",
            "org.eclipse.core.runtime", "@start");

    /** Not in the list of bundles: the framework and its launcher. */
    private static final Set<String> OUTSIDE = Set.of("org.eclipse.osgi", "org.eclipse.equinox.launcher");

    private final Path folder;
    private final List<String> bundles = new ArrayList<>();
    private String framework = "";
    private String launcher = "";

    private Installation(Path folder) {
        this.folder = folder;
    }

    /** Installs the platform and more bundles into an empty folder. */
    static Installation of(Path platform, List<Path> more, Path folder) throws IOException {
        Installation made = new Installation(folder);
        Files.createDirectories(folder.resolve("plugins"));
        Files.createDirectories(folder.resolve("configuration"));
        List<Path> plain = new ArrayList<>();
        List<Path> jars = new ArrayList<>(more);
        try (Stream<Path> files = Files.list(platform)) {
            files.filter(file -> file.toString().endsWith(".jar")).sorted().forEach(jars::add);
        }
        for (Path jar : jars) {
            Optional<String> name = symbolicName(jar);
            if (name.isPresent()) {
                made.add(name.get(), jar);
            } else {
                plain.add(jar);
            }
        }
        made.wrap(plain);
        made.configure();
        return made;
    }

    /** The command that starts it with a workspace. */
    List<String> command(Path java, Path workspace, Path probe) {
        return List.of(
                java.toString(),
                "-Xmx700m",
                "-Dbnn.probe=" + probe,
                "-jar",
                folder.resolve(launcher).toString(),
                "-data",
                workspace.toString(),
                "-consoleLog",
                "-nosplash",
                "-os",
                "linux",
                "-ws",
                "gtk",
                "-arch",
                "x86_64");
    }

    private static Optional<String> symbolicName(Path jar) throws IOException {
        try (JarFile file = new JarFile(jar.toFile())) {
            return Optional.ofNullable(file.getManifest())
                    .map(manifest -> manifest.getMainAttributes().getValue("Bundle-SymbolicName"))
                    .map(name -> name.replaceFirst(";.*", "").strip());
        }
    }

    private void add(String name, Path jar) throws IOException {
        String file = "plugins/" + jar.getFileName();
        Files.copy(jar, folder.resolve(file), StandardCopyOption.REPLACE_EXISTING);
        if (name.equals("org.eclipse.osgi")) {
            framework = file;
        } else if (name.equals("org.eclipse.equinox.launcher")) {
            launcher = file;
        }
        if (!OUTSIDE.contains(name)) {
            bundles.add("reference:file:" + jar.getFileName() + LEVELS.getOrDefault(name, ""));
        }
    }

    /**
     * On Maven Central, some libraries of the platform, those of Batik, are not bundles. This merges them into one bundle with
     * the required name.
     */
    private void wrap(List<Path> plain) throws IOException {
        TreeSet<String> exports = new TreeSet<>();
        for (Path jar : plain) {
            try (JarFile file = new JarFile(jar.toFile())) {
                file.stream()
                        .map(JarEntry::getName)
                        .filter(name -> name.endsWith(".class") && name.contains("/") && !name.startsWith("META-INF"))
                        .map(name -> name.substring(0, name.lastIndexOf('/')).replace('/', '.'))
                        .map(name -> name + ";version=" + (name.startsWith("org.w3c.") ? "1.3.0" : "1.19.0"))
                        .forEach(exports::add);
            }
        }
        Manifest manifest = new Manifest();
        Attributes main = manifest.getMainAttributes();
        main.put(Attributes.Name.MANIFEST_VERSION, "1.0");
        main.putValue("Bundle-ManifestVersion", "2");
        main.putValue("Bundle-SymbolicName", "org.apache.batik.css");
        main.putValue("Bundle-Version", "1.19.0");
        main.putValue(
                "Bundle-ClassPath",
                String.join(
                        ",",
                        plain.stream().map(jar -> jar.getFileName().toString()).toList()));
        main.putValue("Export-Package", String.join(",", exports));
        main.putValue("DynamicImport-Package", "*");
        Path wrapped = folder.resolve("plugins/batik.jar");
        try (OutputStream out = Files.newOutputStream(wrapped);
                JarOutputStream jar = new JarOutputStream(out, manifest)) {
            for (Path inner : plain) {
                jar.putNextEntry(new JarEntry(inner.getFileName().toString()));
                Files.copy(inner, jar);
            }
        }
        bundles.add("reference:file:batik.jar");
    }

    private void configure() throws IOException {
        Files.writeString(
                folder.resolve("configuration/config.ini"),
                String.join(
                        "\n",
                        "osgi.bundles=" + String.join(",", bundles),
                        "osgi.bundles.defaultStartLevel=4",
                        "osgi.framework=file:" + framework,
                        "osgi.configuration.cascaded=false",
                        "eclipse.application=org.eclipse.ui.ide.workbench",
                        ""),
                StandardCharsets.ISO_8859_1);
    }
}

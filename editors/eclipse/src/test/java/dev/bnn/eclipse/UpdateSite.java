// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse;

import java.io.IOException;
import java.io.OutputStream;
import java.nio.charset.StandardCharsets;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.jar.JarEntry;
import java.util.jar.JarFile;
import java.util.jar.JarOutputStream;

/** Makes the update site: a feature with the plugin, published by Equinox's own application. The build runs this class. */
public final class UpdateSite {
    private static final String FEATURE = "dev.bnn.eclipse.feature";
    private static final String FEATURE_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <feature id="%1$s" label="bnn" version="%2$s" provider-name="The bnn authors">
              <description>The editor of .bnn files: colors, findings as you type, completion, hovers, wizards</description>
              <copyright>Copyright 2026 the bnn authors</copyright>
              <license url="https://www.apache.org/licenses/LICENSE-2.0.txt">Apache License 2.0</license>
              <plugin id="dev.bnn.eclipse" version="%2$s" unpack="false"/>
            </feature>
            """;
    private static final String CATEGORY_XML = """
            <?xml version="1.0" encoding="UTF-8"?>
            <site>
              <feature id="%1$s" version="%2$s"><category name="bnn"/></feature>
              <category-def name="bnn" label="bnn"/>
            </site>
            """;

    private final Path build;

    private UpdateSite(Path build) {
        this.build = build;
    }

    /** @param arguments the folder {@code target} with the platform, and the jar of the plugin */
    public static void main(String[] arguments) throws Exception {
        new UpdateSite(Path.of(arguments[0]).toAbsolutePath()).make(Path.of(arguments[1]));
    }

    private void make(Path plugin) throws IOException, InterruptedException {
        String version;
        try (JarFile jar = new JarFile(plugin.toFile())) {
            version = jar.getManifest().getMainAttributes().getValue("Bundle-Version");
        }
        Path work = build.resolve("publisher");
        Path site = build.resolve("site");
        WorkbenchTest.delete(work);
        WorkbenchTest.delete(site);
        Path source = work.resolve("source");
        Files.createDirectories(source.resolve("plugins"));
        Files.createDirectories(source.resolve("features"));
        Files.copy(plugin, source.resolve("plugins/dev.bnn.eclipse_" + version + ".jar"));
        try (OutputStream out = Files.newOutputStream(source.resolve("features/" + FEATURE + "_" + version + ".jar"));
                JarOutputStream jar = new JarOutputStream(out)) {
            jar.putNextEntry(new JarEntry("feature.xml"));
            jar.write(String.format(FEATURE_XML, FEATURE, version).getBytes(StandardCharsets.UTF_8));
        }
        Path category = Files.writeString(work.resolve("category.xml"), String.format(CATEGORY_XML, FEATURE, version));
        Installation equinox = Installation.of(build.resolve("platform"), List.of(), work.resolve("eclipse"));
        String place = site.toUri().toString();
        publish(
                equinox,
                work,
                "FeaturesAndBundlesPublisher",
                List.of("-artifactRepository", place, "-source", source.toString(), "-publishArtifacts"),
                place);
        publish(
                equinox,
                work,
                "CategoryPublisher",
                List.of("-categoryDefinition", category.toUri().toString()),
                place);
        for (String file : List.of(
                "content.jar",
                "artifacts.jar",
                "plugins/dev.bnn.eclipse_" + version + ".jar",
                "features/" + FEATURE + "_" + version + ".jar")) {
            if (!Files.isRegularFile(site.resolve(file))) {
                throw new IOException("the update site has no " + file + "; see " + work.resolve("log.txt"));
            }
        }
    }

    private static void publish(Installation equinox, Path work, String application, List<String> options, String place)
            throws IOException, InterruptedException {
        Path java = Path.of(System.getProperty("java.home"), "bin", "java");
        List<String> command = new ArrayList<>(equinox.command(java, work.resolve("workspace"), work));
        command.addAll(List.of("-application", "org.eclipse.equinox.p2.publisher." + application));
        command.addAll(List.of("-metadataRepository", place, "-compress"));
        command.addAll(options);
        int exit = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(
                        ProcessBuilder.Redirect.appendTo(work.resolve("log.txt").toFile()))
                .start()
                .waitFor();
        if (exit != 0) {
            throw new IOException(application + " has failed with " + exit + "; see " + work.resolve("log.txt"));
        }
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.doctor.DoctorFinding;
import dev.bnn.workflow.goals.authoring.DoctorGoal;
import java.io.File;
import java.io.IOException;
import java.util.List;
import java.util.Properties;
import java.util.concurrent.TimeUnit;
import org.apache.maven.execution.MavenSession;
import org.apache.maven.plugin.AbstractMojo;
import org.apache.maven.plugin.MojoExecutionException;
import org.apache.maven.plugin.MojoFailureException;
import org.apache.maven.plugin.descriptor.PluginDescriptor;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows what this machine has for each goal: JDK, Maven, C++ compiler, the vendor's tools, disk and memory. Each
 * missing piece comes with its cost and the next action. A missing piece never fails the build.
 *
 * @since 0.1.0
 */
@Mojo(name = "doctor", requiresProject = false, aggregator = true, threadSafe = true)
public final class DoctorMojo extends AbstractMojo {
    /** Tools may take long to report their versions. */
    private static final long SILENCE = TimeUnit.SECONDS.toNanos(5);

    @Parameter(defaultValue = "${session}", readonly = true, required = true)
    private MavenSession session;

    @Parameter(defaultValue = "${plugin}", readonly = true, required = true)
    private PluginDescriptor plugin;

    /**
     * Folder of the outputs; the goal reports its free disk space.
     * Example: {@code -Dbnn.output=build/bnn}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.output", defaultValue = "${project.build.directory}/bnn")
    private File output;

    @Override
    public void execute() throws MojoExecutionException, MojoFailureException {
        KnownParameters.of(plugin).check(session.getUserProperties(), new Properties(), null);
        LogEvents events = new LogEvents(
                        getLog(),
                        new Markers(null, false),
                        Console.live(session.getRequest().isInteractiveMode()),
                        "looking at this machine",
                        SILENCE)
                .watching();
        try (events) {
            Failures.translated("doctor", getLog(), () -> run(events));
        }
    }

    private void run(LogEvents events) throws IOException {
        List<DoctorFinding> findings = DoctorGoal.run(new DoctorGoal.Request(
                System.getenv().getOrDefault("PATH", ""),
                System.getenv(),
                output.toPath(),
                session.getSystemProperties().getProperty("maven.version", "")));
        DoctorGoal.table(findings).forEach(events::result);
    }
}

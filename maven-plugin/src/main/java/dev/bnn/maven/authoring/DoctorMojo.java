// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.authoring;

import dev.bnn.maven.AbstractMachineMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.doctor.DoctorFinding;
import dev.bnn.workflow.goals.authoring.DoctorGoal;
import java.io.File;
import java.io.IOException;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows what this machine has for each goal: JDK, Maven, C++ compiler, the vendor's tools, disk and memory. Each
 * missing piece comes with its cost and the next action. A missing piece never fails the build.
 *
 * @since 0.1.0
 */
@Mojo(name = "doctor", requiresProject = false, aggregator = true, threadSafe = true)
public final class DoctorMojo extends AbstractMachineMojo {
    /**
     * Folder of the outputs; the goal reports its free disk space.
     * Example: {@code -Dbnn.output=build/bnn}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.output", defaultValue = "${project.build.directory}/bnn")
    private File output;

    public DoctorMojo() {
        super("looking at this machine");
    }

    @Override
    protected void run(Events events) throws IOException {
        List<DoctorFinding> findings = DoctorGoal.run(new DoctorGoal.Request(
                System.getenv().getOrDefault("PATH", ""),
                System.getenv(),
                output.toPath(),
                session().getSystemProperties().getProperty("maven.version", "")));
        DoctorGoal.table(findings).forEach(events::result);
    }
}

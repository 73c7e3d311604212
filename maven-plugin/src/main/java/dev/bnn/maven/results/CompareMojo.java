// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.results;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.results.CompareGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Settings;
import java.io.File;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Compares all trained networks of the project, float twins too: accuracy, memory, operations, speed on this machine
 * and on the target. An accuracy with px is that of a map's positions. Writes compare.html and compare.csv.
 *
 * @since 0.1.0
 */
@Mojo(name = "compare", threadSafe = true)
public final class CompareMojo extends AbstractBnnMojo {
    /**
     * Folders of other projects whose trained networks join the table, separated by commas. Left out, there are none.
     * Example: {@code -Dbnn.with=../other}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.with")
    private @Nullable List<File> with;

    /**
     * The back end whose designs are estimated: {@code hls} (C++) or {@code rtl} (Verilog); with {@code both} HLS.
     * Example: {@code -Dbnn.backend=rtl}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.backend", defaultValue = "hls")
    private String backend;

    @Override
    protected void run(List<Path> models, Settings settings, Events events) throws WorkflowException, IOException {
        List<Path> projects =
                with == null ? List.of() : with.stream().map(File::toPath).toList();
        CompareGoal.run(new CompareGoal.Request(models, projects, settings, BackendChoice.of(backend)), events);
    }
}

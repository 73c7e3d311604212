// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.hardware;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.hardware.ExploreGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Shows how fast each model can run on its part, over all foldings. Also shows what each speed takes. Needs no
 * training; draws the designs in explore.html.
 *
 * @since 0.1.0
 */
@Mojo(name = "explore", threadSafe = true)
public final class ExploreMojo extends AbstractBnnMojo {
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
        BackendChoice chosen = BackendChoice.of(backend);
        each(models, events, model -> ExploreGoal.run(new ExploreGoal.Request(model, settings, chosen), events));
    }
}

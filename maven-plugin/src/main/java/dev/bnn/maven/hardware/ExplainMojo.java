// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.hardware;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.hardware.ExplainGoal;
import dev.bnn.workflow.hardware.BackendChoice;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Explains what each pass did to each trained model and why that is equivalent. Names the thresholds, the constant
 * channels and the bottleneck.
 *
 * @since 0.1.0
 */
@Mojo(name = "explain", threadSafe = true)
public final class ExplainMojo extends AbstractBnnMojo {
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
        each(models, events, model -> ExplainGoal.run(new ExplainGoal.Request(model, settings, chosen), events));
    }
}

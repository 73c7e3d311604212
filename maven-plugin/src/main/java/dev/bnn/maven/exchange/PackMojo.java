// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.exchange;

import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.exchange.PackGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.Mojo;

/**
 * Packs the trained parameters of each model, one bit per binary weight. Writes them to NAME.pretrained.npz beside the
 * model. The goals evaluate and synthesize read them where the model has not been trained.
 *
 * @since 0.1.0
 */
@Mojo(name = "pack", threadSafe = true)
public final class PackMojo extends AbstractBnnMojo {
    @Override
    protected void run(List<Path> models, Settings settings, Events events) throws WorkflowException, IOException {
        eachAlone(models, events, model -> PackGoal.run(new PackGoal.Request(model, settings), events));
    }
}

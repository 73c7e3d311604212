// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.TrainGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/**
 * Trains each model by its recipe. Writes NAME.npz, provenance.json and training.json. An interrupted training
 * continues from its last checkpoint when the goal runs again.
 *
 * @since 0.1.0
 */
@Mojo(name = "train", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true)
public final class TrainMojo extends AbstractBnnMojo {
    /**
     * Continues from the checkpoint of an interrupted training; false starts again.
     * Example: {@code -Dbnn.resume=false}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.resume", defaultValue = "true")
    private boolean resume;

    /**
     * Prints at the end, layer by layer, how long the training steps took.
     * Example: {@code -Dbnn.profile=true}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.profile", defaultValue = "false")
    private boolean profile;

    /**
     * Writes target/bnn/NAME/tensorboard/ with curves and histograms for TensorBoard.
     * Example: {@code -Dbnn.tensorboard=true}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.tensorboard", defaultValue = "false")
    private boolean tensorBoard;

    @Override
    void run(List<Path> models, Settings settings, LogEvents events) throws WorkflowException, IOException {
        eachAlone(
                models,
                events,
                model -> TrainGoal.run(new TrainGoal.Request(model, settings, resume, profile, tensorBoard), events));
    }
}

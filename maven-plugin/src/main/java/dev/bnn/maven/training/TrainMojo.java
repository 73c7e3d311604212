// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.training;

import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.training.TrainGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.Map;
import org.apache.maven.plugins.annotations.LifecyclePhase;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Trains each model by its recipe. Writes NAME.npz, provenance.json and training.json. An interrupted training
 * continues from its last checkpoint when the goal runs again.
 *
 * @since 0.1.0
 */
@Mojo(name = "train", defaultPhase = LifecyclePhase.PROCESS_CLASSES, threadSafe = true)
public final class TrainMojo extends AbstractSparkMojo {
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

    /**
     * Steps that each executor of a cluster trains before the weights of all become their mean.
     * Example: {@code -Dbnn.interval=32}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.interval", defaultValue = "16")
    private int interval;

    /**
     * Folder on a file system of Hadoop to which training on a cluster copies its outputs after each epoch, and from which another
     * machine goes on. Left out, there is no copy.
     * Example: {@code -Dbnn.checkpoints=hdfs://host/bnn}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.checkpoints", defaultValue = "")
    private @Nullable String checkpoints;

    @Override
    void here(Path model, Settings settings, Events events) throws WorkflowException, IOException {
        TrainGoal.run(new TrainGoal.Request(model, settings, resume, profile, tensorBoard), events);
    }

    @Override
    Map<String, String> parameters() {
        return Map.of(
                "resume", String.valueOf(resume),
                "tensorboard", String.valueOf(tensorBoard),
                "interval", String.valueOf(interval),
                "checkpoints", checkpoints == null ? "" : checkpoints);
    }
}

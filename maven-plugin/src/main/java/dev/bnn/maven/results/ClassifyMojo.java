// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven.results;

import dev.bnn.data.Photo;
import dev.bnn.maven.AbstractBnnMojo;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.results.ClassifyGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;
import org.jspecify.annotations.Nullable;

/**
 * Classifies photographs of any size with each trained model. Writes probabilities to the console, a table and a page; of a
 * network with an {@code output map} shares of the map, and the map of each photograph as a PNG file.
 *
 * @since 0.1.0
 */
@Mojo(name = "classify", threadSafe = true)
public final class ClassifyMojo extends AbstractBnnMojo {
    /**
     * An image file (PNG, JPEG, GIF, BMP or PPM), or a folder of them. The goal needs it.
     * Example: {@code -Dbnn.image=photo.jpg}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.image", defaultValue = "")
    private @Nullable String image;

    /**
     * Part of the image to classify: x, y, width and height in pixels. Left out, it is the largest centered part.
     * Example: {@code -Dbnn.crop=40,0,480,480}.
     *
     * @since 0.1.0
     */
    @Parameter(property = "bnn.crop", defaultValue = "")
    private @Nullable String crop;

    @Override
    protected void run(List<Path> models, Settings settings, Events events) throws WorkflowException, IOException {
        if (image == null || image.isEmpty()) {
            throw new WorkflowException("Name an image file, or a folder of such: -Dbnn.image=photo.jpg.");
        }
        Optional<Photo.Crop> part =
                crop == null || crop.isEmpty() ? Optional.empty() : Optional.of(ClassifyGoal.crop(crop));
        each(models, events, model -> ClassifyGoal.run(new ClassifyGoal.Request(model, settings, image, part), events));
    }
}

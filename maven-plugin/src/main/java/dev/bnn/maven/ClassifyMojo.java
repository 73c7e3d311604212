// SPDX-License-Identifier: Apache-2.0
package dev.bnn.maven;

import dev.bnn.data.Photo;
import dev.bnn.workflow.WorkflowException;
import dev.bnn.workflow.goals.ClassifyGoal;
import dev.bnn.workflow.project.Settings;
import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Optional;
import org.apache.maven.plugins.annotations.Mojo;
import org.apache.maven.plugins.annotations.Parameter;

/** Classifies photographs of any size by each trained model: probabilities on the console, in a table and on a page. */
@Mojo(name = "classify", threadSafe = true)
public final class ClassifyMojo extends AbstractBnnMojo {
    /** An image file (PNG, JPEG, GIF or BMP), or a folder of such. */
    @Parameter(property = "bnn.image", defaultValue = "")
    private String image;

    /** The part to classify, as x,y,width,height in pixels; otherwise the largest centred part. */
    @Parameter(property = "bnn.crop", defaultValue = "")
    private String crop;

    @Override
    void run(List<Path> models, Settings settings, LogEvents events) throws WorkflowException, IOException {
        if (image == null || image.isEmpty()) {
            throw new WorkflowException("Name an image file, or a folder of such: -Dbnn.image=photo.jpg.");
        }
        Optional<Photo.Crop> part =
                crop == null || crop.isEmpty() ? Optional.empty() : Optional.of(ClassifyGoal.crop(crop));
        each(models, events, model -> ClassifyGoal.run(new ClassifyGoal.Request(model, settings, image, part), events));
    }
}

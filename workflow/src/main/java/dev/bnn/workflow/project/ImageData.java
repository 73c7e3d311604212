// SPDX-License-Identifier: Apache-2.0
package dev.bnn.workflow.project;

import dev.bnn.data.ClassNames;
import dev.bnn.data.DataException;
import dev.bnn.data.DataRequest;
import dev.bnn.data.DataSet;
import dev.bnn.data.DataSets;
import dev.bnn.data.Progress;
import dev.bnn.model.Network;
import dev.bnn.model.Shape;
import dev.bnn.model.recipe.Recipe;
import dev.bnn.workflow.Events;
import dev.bnn.workflow.WorkflowException;

/** Loads the images of a recipe. */
public final class ImageData {
    private ImageData() {}

    /** The data set that the recipe or an override names. */
    public static DataSet load(Network network, Recipe recipe, Settings settings, Events events)
            throws WorkflowException {
        try {
            DataRequest request = request(network, recipe, settings, events);
            events.begin("reading the images of " + request.spec());
            return DataSets.load(request);
        } catch (DataException e) {
            throw new WorkflowException(network.name() + ": " + e.getMessage(), e);
        }
    }

    private static DataRequest request(Network network, Recipe recipe, Settings settings, Events events)
            throws DataException {
        String given = settings.overrides().data();
        boolean isName = given != null && (DataSets.isPublished(given) || DataSets.isGenerated(given));
        boolean isPlaceOfPublished =
                given != null && !isName && DataSets.isPublished(recipe.run().data());
        Shape shape = network.input().shape();
        DataRequest request = new DataRequest(
                given == null || isPlaceOfPublished ? recipe.run().data() : given,
                settings.baseDir(),
                settings.dataCache(),
                settings.offline(),
                shape.channels(),
                shape.height(),
                shape.width(),
                recipe.run().seed(),
                new Progress() {
                    @Override
                    public void step(String task, long done, long total) {
                        events.progress(task, done, Math.max(0, total), "");
                    }

                    @Override
                    public void message(String text) {
                        events.info(network.name() + ": " + text);
                    }
                });
        request = request.withClasses(new ClassNames(network.classes(), network.classesInData()));
        return isPlaceOfPublished ? request.withPath(given) : request;
    }
}

// SPDX-License-Identifier: Apache-2.0
package dev.bnn.eclipse.wizard;

import dev.bnn.project.NewProject;
import java.io.ByteArrayInputStream;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import org.eclipse.core.resources.IFile;
import org.eclipse.core.resources.IFolder;
import org.eclipse.core.resources.IResource;
import org.eclipse.core.runtime.Adapters;
import org.eclipse.jface.dialogs.ErrorDialog;
import org.eclipse.jface.viewers.IStructuredSelection;
import org.eclipse.jface.viewers.StructuredSelection;
import org.eclipse.jface.wizard.Wizard;
import org.eclipse.ui.INewWizard;
import org.eclipse.ui.IWorkbench;
import org.eclipse.ui.PartInitException;
import org.eclipse.ui.dialogs.WizardNewFileCreationPage;
import org.eclipse.ui.ide.IDE;

/** Adds a model to a project: the model of {@code bnn:new}. */
public final class NewModelWizard extends Wizard implements INewWizard {
    private IWorkbench workbench;
    private Page page;

    public NewModelWizard() {
        setWindowTitle("New bnn model");
    }

    @Override
    public void init(IWorkbench started, IStructuredSelection selection) {
        workbench = started;
        page = new Page(inModelFolder(selection));
    }

    @Override
    public void addPages() {
        addPage(page);
    }

    @Override
    public boolean performFinish() {
        IFile file = page.createNewFile();
        if (file == null) {
            return false;
        }
        try {
            IDE.openEditor(workbench.getActiveWorkbenchWindow().getActivePage(), file);
        } catch (PartInitException e) {
            ErrorDialog.openError(getShell(), getWindowTitle(), "The model could not be opened", e.getStatus());
        }
        return true;
    }

    /** The folder of models in the selected project, if it has one; otherwise the selection itself. */
    private static IStructuredSelection inModelFolder(IStructuredSelection selection) {
        IResource resource = Adapters.adapt(selection.getFirstElement(), IResource.class);
        if (resource != null && resource.getProject() != null) {
            IFolder models = resource.getProject().getFolder("src/main/bnn");
            if (models.exists()) {
                return new StructuredSelection(models);
            }
        }
        return selection;
    }

    private static final class Page extends WizardNewFileCreationPage {
        Page(IStructuredSelection selection) {
            super("bnn", selection);
            setTitle("bnn model");
            setDescription("A small network to begin with. The file has the name of the network.");
            setFileExtension("bnn");
        }

        private String network() {
            return getFileName().replaceFirst("\\.bnn$", "");
        }

        @Override
        protected InputStream getInitialContents() {
            return new ByteArrayInputStream(NewProject.modelText(network()).getBytes(StandardCharsets.UTF_8));
        }

        @Override
        protected boolean validatePage() {
            if (!super.validatePage()) {
                return false;
            }
            String problem = NewProject.modelProblem(network()).orElse(null);
            setErrorMessage(problem);
            return problem == null;
        }
    }
}

# ---------------------------------------------------------------- weights

LIMITS = {"bipolar": 1, "ternary": 1, "int3": 3, "int4": 7, "int5": 15, "int6": 31, "int7": 63, "int8": 127}


class Weights:
    """All trained numbers in one array, latent, and in another, used, what the layers compute with.

    One array lets the optimizer move everything in a few operations. Its order is: bipolar weights, integers, float weights,
    gammas and betas, logarithms of steps. The gradient by a used weight passes straight to the latent one."""

    def __init__(self, recipe, device):
        self.recipe = recipe
        kinds = {w.name: w.kind for w in WEIGHTS}
        if recipe.float_weights:
            kinds = {name: kind if kind in ("gamma", "beta") else "float" for name, kind in kinds.items()}
        self.kinds = kinds
        groups = [[], [], [], []]
        for w in WEIGHTS:
            kind = kinds[w.name]
            groups[{"bipolar": 0, "float": 2, "gamma": 3, "beta": 3}.get(kind, 1)].append(w)
        self.shapes = {w.name: tuple(w.shape) for group in groups for w in group}
        integers = [w.name for w in groups[1]]
        self.log_steps = [name + ".step" for name in integers] if recipe.step == "learned" else []
        self.shapes.update((name, (1,)) for name in self.log_steps)
        self.places, at = {}, 0
        for name, shape in self.shapes.items():
            self.places[name] = slice(at, at + int(np.prod(shape)))
            at += int(np.prod(shape))
        sizes = [sum(int(np.prod(w.shape)) for w in group) for group in groups]
        self.bipolar = slice(0, sizes[0])
        self.bipolar_names = [w.name for w in groups[0]]
        self.quantized = slice(0, sizes[0] + sizes[1])
        self.matrices = slice(0, sum(sizes[:3]))
        self.rest = slice(sizes[0] + sizes[1], at)
        self.integers = integers
        self.latent = torch.zeros(at, device=device)
        self.plus, self.minus = torch.ones((), device=device), -torch.ones((), device=device)
        self.used = torch.zeros(at, device=device)
        self.steps = {name: torch.ones((), device=device) for name in integers}
        # What autograd sees: the memory of used, by parameter.
        self.leaves = {name: self.used[self.places[name]].view(shape).detach().requires_grad_()
                       for name, shape in self.shapes.items() if name not in self.log_steps}

    def view(self, array, name):
        return array[self.places[name]].view(self.shapes[name])

    def begin(self):
        """Glorot and Bengio's (2010) uniform distribution or, for bipolar weights where the recipe wants it, -1 .. 1, bnn's numbers
        for the seed; gammas 1 and betas 0."""
        index = 0
        for w in WEIGHTS:
            if w.name + ".step" in self.log_steps:
                index += 1
            index += 1
            if w.kind in ("gamma", "beta"):
                self.view(self.latent, w.name).fill_(1.0 if w.kind == "gamma" else 0.0)
                continue
            even = self.recipe.latents == "uniform" and self.kinds[w.name] == "bipolar"
            limit = 1.0 if even else math.sqrt(6.0 / (w.fan_in + w.fan_out))
            n = int(np.prod(w.shape))
            values = -limit + (limit - -limit) * Random(self.recipe.seed, 12, index).doubles(n)
            by_output = values.astype(np.float32).reshape(w.fan_in, n // w.fan_in).T
            self.view(self.latent, w.name).copy_(torch.from_numpy(by_output.copy()).reshape(w.shape))
        self.begin_steps()

    def begin_from(self, parameters, integers):
        """Goes on from the parameters of another recipe; integers: names that are in units of a step there."""
        for w in WEIGHTS:
            values = torch.as_tensor(parameters[w.name], dtype=torch.float32).reshape(w.shape)
            if w.name in integers:
                values = values / max(1.0, float(values.abs().max()))
            self.view(self.latent, w.name).copy_(values)
        self.begin_steps()

    def begin_steps(self):
        with torch.no_grad():
            for name in self.log_steps:
                self.view(self.latent, name).fill_(float(self.mean_step(self.latent, name[:-len(".step")]).log()))
            self.refresh(self.latent)

    def mean_step(self, source, name):
        """2 mean |latent| / sqrt(largest integer): Esser et al. (2020)."""
        mean = self.view(source, name).abs().mean()
        return (2 * mean / math.sqrt(LIMITS[self.kinds[name]])).clamp(min=2.0**-126)

    def refresh(self, source):
        """What the layers compute with, of latent numbers: signs, integers, or the numbers themselves."""
        with torch.no_grad():
            self.used[self.bipolar] = torch.where(source[self.bipolar] >= 0, self.plus, self.minus)
            self.used[self.rest] = source[self.rest]
            for name in self.integers:
                step = self.mean_step(source, name)
                if self.log_steps:
                    step = self.view(source, name + ".step").exp().view(())
                self.steps[name].copy_(step)
                limit = LIMITS[self.kinds[name]]
                units = self.view(source, name) / self.steps[name]
                self.view(self.used, name).copy_(units.round().clamp(-limit, limit))

    def gradient(self, loss):
        """The gradient of the loss by the used weights, in the order of latent."""
        gradients = dict(zip(self.leaves, torch.autograd.grad(loss, list(self.leaves.values()))))
        for name in self.log_steps:
            matrix = name[:-len(".step")]
            units = self.view(self.latent, matrix) / self.steps[matrix]
            within = (units.abs() <= LIMITS[self.kinds[matrix]]).float()
            gradients[name] = ((self.view(self.used, matrix) - units * within) * gradients[matrix]).sum()
        return torch.cat([gradients[name].reshape(-1) for name in self.shapes])

    def parameters(self, source):
        """The arrays of NAME.npz by name but for batch norms' estimates, after a refresh from source; integers in units of a step."""
        return {name: self.view(source, name) / self.steps[name] if name in self.integers else self.view(source, name).clone()
                for name in self.leaves}


class Optimizer:
    """Adam, AdamW, SGD or Bop over the one array; only matrices decay, and only latent weights are clamped.

    Bop flips bipolar weights; Adam moves the rest."""

    SCALARS = ("rate", "epsilon", "shrink", "gamma")

    def __init__(self, recipe, weights):
        self.recipe, self.weights = recipe, weights
        self.moments = [torch.zeros_like(weights.latent) for _ in range(1 if recipe.optimizer == "sgd" else 2)]
        self.decays = recipe.decay > 0 or any(recipe.decays)
        self.decay = recipe.decay
        if recipe.decays:
            self.decay = torch.zeros_like(weights.latent[weights.matrices])
            matrices = (w.name for w in WEIGHTS if w.kind not in ("gamma", "beta"))
            for name, decay in zip(matrices, recipe.decays):
                self.decay[weights.places[name]] = decay

    def scalars(self, rate, step):
        """What changes from step to step, counted from 1: the rate with Adam's bias corrections, its epsilon, the rate by which AdamW's
        decay shrinks weights, Bop's gamma, which follows the rate."""
        r = self.recipe
        if r.optimizer == "sgd":
            return rate, 0.0, 0.0, 0.0
        correction = math.sqrt(1 - r.beta2**step)
        shrink = rate if r.optimizer == "adamw" else 0.0
        gamma = min(1.0, r.gamma * rate / r.rate)
        return rate * correction / (1 - r.beta1**step), r.epsilon * correction, shrink, gamma

    def move(self, gradient, rate, epsilon, shrink, gamma):
        r, w = self.recipe, self.weights
        with torch.no_grad():
            if self.decays and r.optimizer != "adamw":
                gradient[w.matrices] += self.decay * w.latent[w.matrices]
            if r.optimizer == "sgd":
                velocity = self.moments[0]
                velocity.mul_(r.momentum).add_(gradient)
                w.latent -= (gradient + r.momentum * velocity if r.nesterov else velocity) * rate
            else:
                by_adam = slice(w.bipolar.stop, None) if r.optimizer == "bop" else slice(None)
                m, v, g = self.moments[0][by_adam], self.moments[1][by_adam], gradient[by_adam]
                m.mul_(r.beta1).add_(g, alpha=1 - r.beta1)
                v.mul_(r.beta2).addcmul_(g, g, value=1 - r.beta2)
                move = m * rate / (v.sqrt() + epsilon)
                if r.optimizer == "adamw" and self.decays:
                    move[w.matrices] += w.latent[w.matrices] * (self.decay * shrink)
                w.latent[by_adam] -= move
            clamped = w.quantized
            if r.optimizer == "bop":
                self.flip(gradient[w.bipolar], gamma)
                clamped = slice(w.bipolar.stop, w.quantized.stop)
            if r.clip > 0:
                w.latent[clamped].clamp_(-r.clip, r.clip)
            if r.centered:
                for name in w.bipolar_names:
                    latent = w.view(w.latent, name)
                    latent -= latent.flatten(1).mean(1).view(-1, *[1] * (latent.dim() - 1))
            if r.quantile > 0:
                for name in w.bipolar_names:
                    latent = w.view(w.latent, name)
                    limit = -latent.abs().mean() * math.log(2 - 2 * r.quantile)
                    latent.copy_(torch.maximum(torch.minimum(latent, limit), -limit))
            w.refresh(w.latent)

    def flip(self, gradient, gamma):
        """Flips the bipolar weights whose mean gradient has their sign and is above the threshold."""
        mean, latent = self.moments[0][self.weights.bipolar], self.weights.latent[self.weights.bipolar]
        mean += gamma * (gradient - mean)
        limit = self.recipe.threshold
        flips = torch.where(latent >= 0, mean > limit, mean < -limit)
        opposite = torch.where(latent == 0, torch.full_like(latent, -(2.0**-126)), -latent)
        latent.copy_(torch.where(flips, opposite, latent))



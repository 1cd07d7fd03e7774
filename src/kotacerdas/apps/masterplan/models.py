"""The rows of the masterplan app. Titles and other words are kept as ``{"id": …, "en": …}``."""

from django.db import models

from kotacerdas.apps.masterplan.types import ProgrammeState


class PillarSet(models.Model):
    """A versioned list of pillars, such as the six of the MoU."""

    code = models.CharField(max_length=40, unique=True)
    version = models.PositiveSmallIntegerField()
    title = models.JSONField()
    source = models.CharField(max_length=300)
    position = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.code


class Pillar(models.Model):
    """One pillar of one set."""

    pillar_set = models.ForeignKey("masterplan.PillarSet", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=60, unique=True)
    title = models.JSONField()
    position = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.code


class SubDimension(models.Model):
    """Part of a pillar."""

    pillar = models.ForeignKey("masterplan.Pillar", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=100, unique=True)
    title = models.JSONField()
    position = models.PositiveSmallIntegerField()

    def __str__(self) -> str:
        return self.code


class PillarLink(models.Model):
    """A pillar and its twin in another set; no twin means the other set has no place for it."""

    pillar = models.ForeignKey("masterplan.Pillar", on_delete=models.CASCADE, related_name="+")
    twin = models.ForeignKey("masterplan.Pillar", on_delete=models.CASCADE, null=True, related_name="+")
    note = models.JSONField(default=dict)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["pillar", "twin"], name="masterplan_link_once"),
            models.UniqueConstraint(
                fields=["pillar"], condition=models.Q(twin__isnull=True), name="masterplan_link_no_twin_once"
            ),
        )

    def __str__(self) -> str:
        return f"{self.pillar_id}={self.twin_id}"


class Plan(models.Model):
    """One version of an area's masterplan. A newer version closes the one before; nothing is rewritten."""

    area_code = models.CharField(max_length=13)
    version = models.PositiveSmallIntegerField()
    title = models.JSONField()
    vision = models.JSONField()
    vision_source = models.CharField(max_length=300)
    note = models.JSONField(default=dict)
    starts_in = models.PositiveSmallIntegerField()
    ends_in = models.PositiveSmallIntegerField()
    is_example = models.BooleanField()
    content_sha256 = models.CharField(max_length=64)
    loaded_at = models.DateTimeField()
    superseded_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["area_code", "version"], name="masterplan_plan_version_once"),
            models.UniqueConstraint(
                fields=["area_code"],
                condition=models.Q(superseded_at__isnull=True),
                name="masterplan_plan_one_current",
            ),
            models.CheckConstraint(
                condition=models.Q(ends_in__gte=models.F("starts_in")), name="masterplan_plan_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.area_code} v{self.version}"


class Mission(models.Model):
    """One mission of a plan."""

    plan = models.ForeignKey("masterplan.Plan", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=60)
    title = models.JSONField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "code"], name="masterplan_mission_code_once"),)

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.code}"


class Goal(models.Model):
    """What a mission wants to reach."""

    plan = models.ForeignKey("masterplan.Plan", on_delete=models.CASCADE, related_name="+")
    mission = models.ForeignKey("masterplan.Mission", on_delete=models.CASCADE, related_name="+")
    code = models.CharField(max_length=60)
    title = models.JSONField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["plan", "code"], name="masterplan_goal_code_once"),)

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.code}"


class Programme(models.Model):
    """One programme. ``supporting_codes`` and ``partners`` are plain lists: their items have no life of their own."""

    plan = models.ForeignKey("masterplan.Plan", on_delete=models.CASCADE, related_name="+")
    goal = models.ForeignKey("masterplan.Goal", on_delete=models.PROTECT, related_name="+")
    code = models.SlugField(max_length=60)
    title = models.JSONField()
    description = models.JSONField()
    problem = models.JSONField()
    benefit = models.JSONField()
    owner_code = models.CharField(max_length=60, db_index=True)
    supporting_codes = models.JSONField(default=list)
    partners = models.JSONField(default=list)
    starts_in = models.PositiveSmallIntegerField()
    ends_in = models.PositiveSmallIntegerField()
    state = models.CharField(max_length=10, choices=[(state.value, state.value) for state in ProgrammeState])
    legal_basis = models.CharField(max_length=300, blank=True)
    application = models.CharField(max_length=120, blank=True)
    position = models.PositiveSmallIntegerField()
    is_example = models.BooleanField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["plan", "code"], name="masterplan_programme_code_once"),
            models.CheckConstraint(
                condition=models.Q(ends_in__gte=models.F("starts_in")), name="masterplan_programme_ends_after_start"
            ),
        )

    def __str__(self) -> str:
        return f"{self.plan_id}/{self.code}"


class ProgrammePillar(models.Model):
    """Where a programme stands in one set: one pillar at most, so that no set counts it twice."""

    programme = models.ForeignKey("masterplan.Programme", on_delete=models.CASCADE, related_name="+")
    pillar_set = models.ForeignKey("masterplan.PillarSet", on_delete=models.PROTECT, related_name="+")
    pillar = models.ForeignKey("masterplan.Pillar", on_delete=models.PROTECT, related_name="+")
    sub_dimension = models.ForeignKey("masterplan.SubDimension", on_delete=models.PROTECT, null=True, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "pillar_set"], name="masterplan_programme_one_pillar_per_set"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id}@{self.pillar_id}"


class ProgrammeLocation(models.Model):
    """An area a programme works in."""

    programme = models.ForeignKey("masterplan.Programme", on_delete=models.CASCADE, related_name="+")
    area_code = models.CharField(max_length=13)

    class Meta:
        constraints = (models.UniqueConstraint(fields=["programme", "area_code"], name="masterplan_location_once"),)

    def __str__(self) -> str:
        return f"{self.programme_id}@{self.area_code}"


class BudgetLine(models.Model):
    """Whole rupiah for a programme from one source in one year."""

    programme = models.ForeignKey("masterplan.Programme", on_delete=models.CASCADE, related_name="+")
    year = models.PositiveSmallIntegerField()
    source = models.CharField(max_length=40)
    amount_idr = models.BigIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "year", "source"], name="masterplan_budget_once"),
            models.CheckConstraint(condition=models.Q(amount_idr__gte=0), name="masterplan_budget_not_negative"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id}/{self.year}/{self.source}"


class QuickWin(models.Model):
    """A small innovation meant to be finished early; the percentage is what its owner reports, not a measured value."""

    programme = models.OneToOneField("masterplan.Programme", on_delete=models.CASCADE, related_name="+")
    title = models.JSONField()
    percent = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.CheckConstraint(condition=models.Q(percent__lte=100), name="masterplan_quick_win_percent"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id} {self.percent}%"


class Innovation(models.Model):
    """Something new a programme brings, not always technology; some lead to the programme's quick win."""

    programme = models.ForeignKey("masterplan.Programme", on_delete=models.CASCADE, related_name="+")
    quick_win = models.ForeignKey("masterplan.QuickWin", on_delete=models.SET_NULL, null=True, related_name="+")
    title = models.JSONField()
    position = models.PositiveSmallIntegerField()

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["programme", "position"], name="masterplan_innovation_position_once"),
        )

    def __str__(self) -> str:
        return f"{self.programme_id}/{self.position}"


class Target(models.Model):
    """An indicator's path for one area. A removed target is kept, so that removing can be undone."""

    plan = models.ForeignKey("masterplan.Plan", on_delete=models.CASCADE, related_name="+")
    programme = models.ForeignKey("masterplan.Programme", on_delete=models.SET_NULL, null=True, related_name="+")
    indicator_code = models.CharField(max_length=80)
    area_code = models.CharField(max_length=13, db_index=True)
    owner_code = models.CharField(max_length=60, db_index=True)
    baseline_period = models.CharField(max_length=7)
    baseline_value = models.FloatField()
    is_example = models.BooleanField()
    removed_at = models.DateTimeField(null=True)

    class Meta:
        constraints = (
            models.UniqueConstraint(
                fields=["plan", "area_code", "indicator_code"],
                condition=models.Q(removed_at__isnull=True),
                name="masterplan_target_one_path_per_area",
            ),
        )

    def __str__(self) -> str:
        return f"{self.indicator_code}@{self.area_code} #{self.pk}"


class TargetPillar(models.Model):
    """Where a target stands in one set: one pillar at most, so that no set counts it twice."""

    target = models.ForeignKey("masterplan.Target", on_delete=models.CASCADE, related_name="+")
    pillar_set = models.ForeignKey("masterplan.PillarSet", on_delete=models.PROTECT, related_name="+")
    pillar = models.ForeignKey("masterplan.Pillar", on_delete=models.PROTECT, related_name="+")

    class Meta:
        constraints = (
            models.UniqueConstraint(fields=["target", "pillar_set"], name="masterplan_target_one_pillar_per_set"),
        )

    def __str__(self) -> str:
        return f"{self.target_id}@{self.pillar_id}"


class TargetPoint(models.Model):
    """What is wanted of a target in one period, written as people write periods: ``2026``."""

    target = models.ForeignKey("masterplan.Target", on_delete=models.CASCADE, related_name="+")
    period = models.CharField(max_length=7)
    wanted = models.FloatField()

    class Meta:
        constraints = (models.UniqueConstraint(fields=["target", "period"], name="masterplan_point_once"),)

    def __str__(self) -> str:
        return f"{self.target_id}/{self.period}"

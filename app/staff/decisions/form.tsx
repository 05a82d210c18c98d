// Decision query form: product, kind of data, business and moment. A plain GET form, so that an answer has an address.
import { getLocale } from 'next-intl/server';
import { MomentFields } from '@/components/moment-fields';
import { Button } from '@/components/ui/button';
import { Field } from '@/components/ui/field';
import { SelectField } from '@/components/ui/select-field';
import { BUSINESS_NAME_MAX } from '@/lib/domain/identity/business-name';
import { nameOfDataType } from '@/lib/domain/product/data-vocabulary';
import type { AskedMoment } from '@/lib/domain/text/moment';
import { getReaderFormat } from '@/lib/i18n/reader-format';
import { getTranslations } from '@/lib/i18n/translations';
import type { StaffCtx } from '@/lib/staff/context';
import { getDecisionChoices } from '@/lib/staff/get-decision-choices';

interface Props {
  ctx: StaffCtx;
  asked: AskedMoment;
  /** Content of the business field. */
  text: string;
  chosen: { productId: string; dataType: string };
  /** The query names no business. */
  isUnnamed: boolean;
}

export async function DecisionForm({ ctx, asked, text, chosen, isUnnamed }: Props) {
  const [t, m, sources, format, locale] = [
    await getTranslations('staff.decisions'),
    await getTranslations('why.form'),
    await getTranslations('sources'),
    await getReaderFormat(),
    await getLocale(),
  ];
  const { products, dataTypes } = await getDecisionChoices(ctx);
  return (
    <form
      method="get"
      action="/staff/decisions"
      noValidate
      className="grid items-end gap-4 rounded-card border border-line bg-surface p-4 md:grid-cols-3"
    >
      <Field
        id="business"
        name="business"
        label={t('business')}
        hint={t('businessHint')}
        error={isUnnamed ? t('businessMissing') : undefined}
        defaultValue={text}
        maxLength={BUSINESS_NAME_MAX}
        required
        autoComplete="off"
      />
      <SelectField
        id="product"
        name="product"
        label={t('product')}
        chosen={chosen.productId}
        options={products.map((product) => ({ value: product.id, label: product.name[locale] }))}
      />
      <SelectField
        id="type"
        name="type"
        label={t('dataType')}
        chosen={chosen.dataType}
        options={[]}
        groups={dataTypes.map(({ sourceType, ids }) => ({
          label: sources(`name.${sourceType}`),
          options: ids.map((id) => ({ value: id, label: nameOfDataType(id)[locale] })),
        }))}
      />
      <div className="md:col-span-2">
        <MomentFields
          id="moment"
          wall={asked.wall}
          words={{ date: m('date'), time: m('time'), zone: m('zone', { zone: format.zone }) }}
          error={asked.kind === 'unreadable' ? m('unreadable') : undefined}
        />
      </div>
      <div className="md:col-span-full">
        <Button type="submit">{t('submit')}</Button>
      </div>
    </form>
  );
}
